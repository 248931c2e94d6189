"""Whoever writes what is deleted at the same moment gets their words back."""

import pytest

from portal.practices.models import PracticePage, Submission
from portal.practices.submission.kept_text import signed_in_or_kept
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gone", [Submission, PracticePage])
class TestDeletedMeanwhile:
    def test_is_answered_with_the_words(self, rf, gone):
        @signed_in_or_kept
        def save(_request, pk):
            gone.objects.get(pk=pk)

        request = rf.post("/share/0/story/", {"problem": "Nobody asked them."})
        request.user, request.session = UserFactory(), {}

        answer = save(request, pk=0)

        assert answer.status_code == 404
        assert "Nobody asked them." in answer.content.decode()
