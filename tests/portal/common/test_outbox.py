"""The folder that mails are written to: whole messages, newest first."""

import os

import pytest
from django.core.mail import EmailMessage, get_connection

from portal.common.outbox import messages_in


def message(subject: str, **fields) -> EmailMessage:
    return EmailMessage(subject, "Körper", to=["amina@example.org"], **fields)


class TestEmailBackend:
    def test_writes_one_file_for_each_message(self, outbox_dir):
        sent = get_connection().send_messages([message("One"), message("Two")])

        assert sent == 2
        assert {m["Subject"] for m in messages_in(outbox_dir)} == {"One", "Two"}

    def test_keeps_headers_and_text_as_they_are(self, outbox_dir):
        message("Grüße", headers={"Message-ID": "<d.1@example.org>"}).send()

        (kept,) = messages_in(outbox_dir)
        assert (kept["Subject"], kept["Message-ID"]) == ("Grüße", "<d.1@example.org>")
        assert kept.get_content().strip() == "Körper"

    def test_leaves_no_part_of_a_message_that_cannot_be_written(self, outbox_dir, monkeypatch):
        def fail(*_args):
            raise PermissionError

        monkeypatch.setattr("pathlib.Path.rename", fail)
        with pytest.raises(PermissionError):
            message("Half").send()

        assert messages_in(outbox_dir) == []


class TestMessagesIn:
    def test_lists_the_newest_first(self, outbox_dir):
        for age, subject in enumerate(("Newest", "Older", "Oldest")):
            before = set(outbox_dir.glob("*.eml"))
            message(subject).send()
            (path,) = set(outbox_dir.glob("*.eml")) - before
            os.utime(path, (1_000_000 - age, 1_000_000 - age))

        subjects = [m["Subject"] for m in messages_in(outbox_dir)]
        assert subjects == ["Newest", "Older", "Oldest"]

    def test_finds_nothing_in_a_folder_that_is_not_there(self, tmp_path):
        assert messages_in(tmp_path / "none") == []
