"""A provider tells the network about a practice on a phone, and moderators let others read it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.moderation import READINGS
from home.services.site import ensure_site
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.forms import LONGEST_STORY
from portal.practices.submission.services import save_answers
from portal.practices.submission.steps import STEPS
from portal.users.roles import Role
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import AreaFactory
from tests.factories.practices import ThemeFactory
from tests.factories.users import PASSWORD, UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    ensure_site(site_url="http://testserver")
    return MemberFactory()


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


def first_page(member, **fields):
    return {
        "organisation": member.organisation.pk,
        "title": "Staff choose their shifts",
        "summary": "Care workers pick their own shifts a month ahead.",
        "stage": "running",
        **fields,
    }


def start(client, member, **fields):
    return client.post(reverse("submission_start"), first_page(member, **fields))


def fill_in(client, address, **answers):
    """Send the form at an address on top of what it shows now; the answer of the portal."""
    base = client.get(address).context["form"].initial["base"]
    return client.post(address, {"base": base, **answers})


def tell_everything(client, member):
    """All pages in the order in which the portal leads on; the address of the last."""
    pages = {
        "story": {"problem": "People left.", "what_is_done": "A shared sheet."},
        "place": {"area": AreaFactory().pk, "theme": ThemeFactory().pk},
        "results": {
            "results": "Fewer gaps.",
            "what_did_not_work": "Nights stayed hard to fill.",
            "as_of": "2025-06",
        },
        "figures": {"evidence_basis": "reported", "is_unmeasured": "on"},
        "rights": {"quotes_consent": "nobody", "licence": "CC BY 4.0"},
    }
    address = start(client, member).url
    for key, answers in pages.items():
        assert address.endswith(f"/{key}/")
        address = fill_in(client, address, **answers).url
    return address


def run_indexing():
    """What `run_jobs` and the workers do, at once."""
    (job,) = (job for job in SCHEDULE if job.task == "tasks.indexing.drain_outbox")
    assert run_job(job)


def moderate(client, page, *, action, comment=""):
    """What a moderator's buttons in the Wagtail admin send."""
    page.refresh_from_db()
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(address, {"comment": comment})


class TestSharingAPractice:
    def test_from_the_first_sentence_to_what_everybody_reads(self, signed_in, client, member):
        check = tell_everything(signed_in, member)
        assert "Nights stayed hard to fill." in text_of(signed_in.get(check))
        sent = signed_in.post(check, follow=True)
        assert "The moderators have it since" in text_of(sent)
        assert READINGS[0] in text_of(sent)
        page = PracticePage.objects.get()
        client.logout()
        assert client.get(page.url).status_code == 404

        client.force_login(UserFactory(role=Role.MODERATOR))
        for number, _reading in enumerate(READINGS):
            moderate(
                client, page, action="approve", comment=("", "Reported, not measured.")[number % 2]
            )

        client.logout()
        read = text_of(client.get(page.url))
        assert f'{READINGS[1]}</h3> <p class="govuk-body">Reported, not measured.</p>' in read
        assert READINGS[0] not in read
        assert "Staff choose their shifts" in read
        assert "Nights stayed hard to fill." in read

    def test_is_found_by_search_after_the_last_reading_and_not_before(
        self, signed_in, client, member
    ):
        rebuild_index(at=timezone.now(), engine=current_engine())
        signed_in.post(tell_everything(signed_in, member))
        client.force_login(UserFactory(role=Role.MODERATOR))
        finds = []

        for _reading in READINGS:
            moderate(client, PracticePage.objects.get(), action="approve")
            run_indexing()
            found = client.get("/practices/", {"q": "staff shifts"})
            finds.append("Staff choose their" in re.sub("<[^>]+>", "", text_of(found)))

        assert finds == [False, False, True]

    def test_shows_the_author_what_moderators_ask_for_and_takes_the_answer(
        self, signed_in, client, member
    ):
        signed_in.post(tell_everything(signed_in, member))
        page = PracticePage.objects.get()
        client.force_login(UserFactory(role=Role.MODERATOR))
        moderate(client, page, action="reject", comment="Fewer gaps than when?")

        client.force_login(member.user)
        submission = Submission.objects.get()
        tasks = reverse("submission_tasks", args=[submission.pk])
        assert "Fewer gaps than when?" in text_of(client.get(tasks))
        assert ", changes asked for" in text_of(client.get(reverse("submission_list")))
        results = reverse("submission_step", args=[submission.pk, "results"])
        fill_in(
            client,
            results,
            results="Fewer gaps than in 2023.",
            what_did_not_work="Nights.",
            as_of="June 2025",
        )
        assert 'value="June 2025"' in text_of(client.get(results))
        check = reverse("submission_send", args=[submission.pk])
        assert "June 2025" in text_of(client.get(check))
        sent = client.post(check, follow=True)

        assert "The moderators have it since" in text_of(sent)


class TestTextIsNeverLost:
    def test_when_the_session_ends_before_a_page_is_sent(self, client, signed_in, member):
        address = start(signed_in, member).url
        client.logout()

        answer = client.post(address, {"problem": "Written for an hour."})
        assert answer.url.startswith(reverse("account_login"))
        client.post(answer.url, {"login": member.user.email, "password": PASSWORD})

        back = text_of(client.get(address))
        assert "We kept what you wrote." in back
        assert "Written for an hour." in back
        assert "Written for an hour." not in text_of(client.get(address))

    def test_when_every_answer_is_as_long_as_it_may_be_in_any_alphabet(
        self, client, signed_in, member
    ):
        address = start(signed_in, member).url
        client.logout()
        words = {
            "problem": "\N{GRINNING FACE}" * LONGEST_STORY,
            "what_is_done": "ŵ" * LONGEST_STORY,
        }

        answer = client.post(address, {**words, "how_it_works": "ẃ" * LONGEST_STORY})
        client.post(answer.url, {"login": member.user.email, "password": PASSWORD})

        back = text_of(client.get(address))
        assert all(text in back for text in words.values())

    def test_when_the_session_ends_before_a_figure_is_sent(self, client, signed_in, member):
        start(signed_in, member)
        figures = reverse("submission_step", args=[Submission.objects.get().pk, "figures"])
        client.logout()

        answer = client.post(f"{figures}add/", {"value": "40", "what_changed": "Fewer gaps."})
        back = client.post(
            answer.url, {"login": member.user.email, "password": PASSWORD}, follow=True
        )

        assert back.request["PATH_INFO"] == figures
        assert "We kept what you wrote." in text_of(back)
        assert 'value="40"' in text_of(back)
        assert 'value="40"' not in text_of(client.get(figures))

    def test_when_a_colleague_saves_while_the_session_is_over(self, client, signed_in, member):
        address = start(signed_in, member).url
        base = signed_in.get(address).context["form"].initial["base"]
        client.logout()
        answer = client.post(address, {"base": base, "problem": "His."})
        submission = Submission.objects.get()
        save_answers(submission=submission, answers={"problem": "Hers."}, by=member.user, base=base)

        back = client.post(
            answer.url, {"login": member.user.email, "password": PASSWORD}, follow=True
        )
        refused = client.post(address, dict(back.context["form"].data.items()))

        assert "Somebody else changed this page" in text_of(refused)

    def test_when_a_figure_is_taken_out_twice(self, signed_in, member):
        start(signed_in, member)
        figures = reverse("submission_step", args=[Submission.objects.get().pk, "figures"])
        for value in ("40", "50"):
            signed_in.post(
                f"{figures}add/",
                {"value": value, "what_changed": "Fewer gaps.", "measured_by": "organisation"},
            )
        base = signed_in.get(figures).context["form"].initial["base"]

        for _press in range(2):
            signed_in.post(f"{figures}0/remove/", {"base": base})

        assert [claim.value for claim in signed_in.get(figures).context["figures"]] == ["50"]

    def test_when_somebody_else_signs_in_on_that_device(self, client, signed_in, member):
        address = start(signed_in, member).url
        client.logout()
        client.post(address, {"problem": "Written for an hour."})

        client.force_login(MemberFactory().user)

        assert client.get(address).status_code == 404

    def test_when_a_colleague_saves_the_same_page_first(self, signed_in, member):
        address = start(signed_in, member).url
        base = signed_in.get(address).context["form"].initial["base"]
        fill_in(signed_in, address, problem="Hers.")

        refused = signed_in.post(address, {"base": base, "problem": "His."})

        assert "Somebody else changed this page" in text_of(refused)
        assert "> His.</textarea>" in text_of(refused)
        saved = 'What was the problem?</dt> <dd class="govuk-summary-list__value"> Hers. </dd>'
        assert saved in text_of(refused)
        assert "> Hers." in text_of(signed_in.get(address))
        kept = refused.context["form"].data["base"]
        signed_in.post(address, {"base": kept, "problem": "His."})
        assert "> His." in text_of(signed_in.get(address))

    def test_when_the_first_page_is_sent_twice(self, signed_in, member):
        token = signed_in.get(reverse("submission_start")).context["form"].initial["form_token"]

        addresses = {start(signed_in, member, form_token=token).url for _ in range(2)}

        assert len(addresses) == 1
        assert Submission.objects.count() == 1

    def test_when_the_reader_goes_back_to_a_page(self, signed_in, member):
        address = start(signed_in, member).url
        fill_in(signed_in, address, problem="Hours.", later="")

        assert "> Hours." in text_of(signed_in.get(address))


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("key", "field", "text", "message"),
        [
            ("title", "title", "", "Write a title."),
            ("title", "title", "x" * 121, "at most 120 characters"),
            ("story", "problem", "x" * 4_001, "at most 4000 characters"),
            ("story", "problem", "bell\x07", "cannot be printed"),
            ("results", "as_of", "1850", "Enter a date after 1900."),
            ("results", "as_of", "2999", "not in the future"),
            ("results", "as_of", "soon", "Write a year, month or day"),
            ("place", "area", "999999", "one of the available choices"),
            ("rights", "licence", "MIT", "one of the available choices"),
        ],
    )
    def test_is_said_at_the_field_and_nothing_is_changed(
        self, signed_in, member, key, field, text, message
    ):
        start(signed_in, member)
        submission = Submission.objects.get()
        address = reverse("submission_step", args=[submission.pk, key])
        form = signed_in.get(address).context["form"]
        before = submission.practice.revisions.count()
        sent = {name: form.initial.get(name) or "" for name in form.fields if name != "base"}

        refused = signed_in.post(address, {**sent, "base": form.initial["base"], field: text})

        assert message in text_of(refused)
        assert refused.context["form"][field].errors
        assert submission.practice.revisions.count() == before

    @pytest.mark.parametrize(
        ("value", "unit", "message"),
        [
            ("many", "", "Write the number"),
            ("9" * 40, "people", "That is more than 1,000,000,000,000."),
            ("99,999%", "", "That is more than 10,000%."),
            ("99999", "%", "That is more than 10,000%."),
            ("5\x07", "", "cannot be printed"),
            ("5" * 61, "", "at most 60 characters"),
        ],
    )
    def test_is_said_of_a_figure_that_cannot_be(self, signed_in, member, value, unit, message):
        start(signed_in, member)
        submission = Submission.objects.get()

        refused = signed_in.post(
            reverse("submission_figure", args=[submission.pk]),
            {
                "value": value,
                "unit": unit,
                "what_changed": "More.",
                "measured_by": "organisation",
            },
        )

        assert message in text_of(refused)
        assert refused.context["figure_form"]["value"].errors
        assert f'value="{value}"' in text_of(refused)
        assert not refused.context["figures"]

    @pytest.mark.parametrize("value", ["20%", "-4.5", "1,200", "about 12", "3 of 4", "250%"])
    def test_is_nothing_in_a_figure_as_people_give_it(self, signed_in, member, value):
        start(signed_in, member)
        address = reverse("submission_figure", args=[Submission.objects.get().pk])

        taken = signed_in.post(
            address, {"value": value, "what_changed": "More.", "measured_by": "organisation"}
        )

        assert taken.status_code == 302

    @pytest.mark.parametrize("step", [step.key for step in STEPS if step.key != "title"])
    def test_is_never_that_a_page_is_left_empty(self, signed_in, member, step):
        start(signed_in, member)
        address = reverse("submission_step", args=[Submission.objects.get().pk, step])

        assert fill_in(signed_in, address, later="").status_code == 302

    def test_shows_marks_as_text(self, signed_in, member):
        address = start(signed_in, member).url
        fill_in(signed_in, address, problem="<script>alert(1)</script>")

        page = text_of(signed_in.get(address))

        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestOthers:
    def test_find_nothing_of_it(self, client, signed_in, member):
        address = start(signed_in, member).url
        submission = Submission.objects.get()
        client.force_login(MemberFactory().user)

        for place in (
            address,
            reverse("submission_tasks", args=[submission.pk]),
            reverse("submission_send", args=[submission.pk]),
        ):
            assert client.get(place).status_code == 404
        assert "Staff choose" not in text_of(client.get(reverse("submission_list")))

    def test_are_told_what_to_do_when_they_act_for_nobody(self, client, member):
        client.force_login(UserFactory())

        assert "Ask a colleague to invite you" in text_of(client.get(reverse("submission_start")))
