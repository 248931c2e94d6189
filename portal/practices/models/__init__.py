"""The practices app's tables, one module for each noun."""

from portal.practices.models.adoption import Adoption, AdoptionResult
from portal.practices.models.adoption_history import AdoptionStep
from portal.practices.models.ask_history import AskEvent
from portal.practices.models.asks import AskMessage, AskOrOffer, AskThread
from portal.practices.models.attachments import PracticeDocument, PracticePicture
from portal.practices.models.commitment import Commitment
from portal.practices.models.conversation import Remark, RemarkEvent
from portal.practices.models.details import Finding, ImpactClaim, PracticeLink, PracticeSource
from portal.practices.models.early_draft import EarlyDraft
from portal.practices.models.easy_read import EasyReadPage
from portal.practices.models.learning_visit import LearningVisit, VisitHost
from portal.practices.models.library import PracticeLibraryPage
from portal.practices.models.look_count import LookCount
from portal.practices.models.partner import PartnerAnswer
from portal.practices.models.peer_review import (
    PeerReview,
    ReviewFinding,
    ReviewOffer,
    ReviewRequest,
)
from portal.practices.models.practice import PracticePage
from portal.practices.models.reported_text import ReportedText, ReportedTextEvent
from portal.practices.models.shortlist import ShortlistEntry
from portal.practices.models.submission import Submission
from portal.practices.models.vocabulary import Beneficiary, Theme
from portal.practices.models.voice import Voice

__all__ = [
    "Adoption",
    "AdoptionResult",
    "AdoptionStep",
    "AskEvent",
    "AskMessage",
    "AskOrOffer",
    "AskThread",
    "Beneficiary",
    "Commitment",
    "EarlyDraft",
    "EasyReadPage",
    "Finding",
    "ImpactClaim",
    "LearningVisit",
    "LookCount",
    "PartnerAnswer",
    "PeerReview",
    "PracticeDocument",
    "PracticeLibraryPage",
    "PracticeLink",
    "PracticePage",
    "PracticePicture",
    "PracticeSource",
    "Remark",
    "RemarkEvent",
    "ReportedText",
    "ReportedTextEvent",
    "ReviewFinding",
    "ReviewOffer",
    "ReviewRequest",
    "ShortlistEntry",
    "Submission",
    "Theme",
    "VisitHost",
    "Voice",
]
