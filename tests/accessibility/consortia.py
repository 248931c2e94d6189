"""The pages of consortia that are checked: teams at several states, and each step with a form."""

STEP_ROUTE = "consortia/<uuid:public_id>/<slug:key>/"
VERSION = "consortia/{drafted_team_id}/terms/2/"
TEAMS = [f"consortia/{{{name}_team_id}}/" for name in ("asked", "hosted", "quorum", "submitted")]
STEPS_WITHOUT_ERRORS = [
    "consortia/{asked_team_id}/yes/",
    "consortia/{asked_team_id}/no/",
    "consortia/{invited_team_id}/accept/",
    "consortia/{checked_team_id}/terms/",
]
"""They have no field that must be filled in, or one that is filled in already."""
STEPS = [
    "consortia/{introduced_team_id}/confidentiality/",
    "consortia/{quorum_team_id}/checklist/",
    "consortia/{drafted_team_id}/sign/",
    "consortia/{authorised_team_id}/legal-form/",
    "consortia/{submitted_team_id}/outcome/",
    "consortia/{decided_team_id}/lessons/",
    "consortia/{quorum_team_id}/hours/",
    "consortia/{quorum_team_id}/continuity/",
    "consortia/{quorum_team_id}/take-on/",
]
