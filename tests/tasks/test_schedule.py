"""The schedule in the form of Celery beat."""

from tasks.schedule import SCHEDULE, beat_schedule


class TestBeatSchedule:
    def test_sends_every_job_to_its_queue_as_often_as_the_loop_runs_it(self):
        entries = beat_schedule()

        assert {
            (entry["task"], entry["schedule"], entry["options"]["queue"])
            for entry in entries.values()
        } == {(job.task, job.every.total_seconds(), job.queue) for job in SCHEDULE}

    def test_lets_a_message_expire_that_waited_for_longer_than_two_turns(self):
        for entry in beat_schedule().values():
            assert entry["options"]["expires"] == 2 * entry["schedule"]

    def test_looks_for_due_digests_and_waiting_mails_at_least_every_minute(self):
        seconds = {job.task: job.every.total_seconds() for job in SCHEDULE}

        for name in (
            "match_events",
            "sequence",
            "plan_due",
            "send_transactional",
            "send_immediate",
            "send_digests",
            "sweep",
        ):
            assert seconds[f"tasks.digests.{name}"] <= 60

    def test_keeps_what_somebody_waits_for_apart_from_digests(self):
        queues = {job.task.rpartition(".")[2]: job.queue for job in SCHEDULE}

        assert queues["send_transactional"] == "transactional"
        assert queues["send_immediate"] == "immediate"
        assert queues["send_digests"] == "digest"

    def test_settles_what_killed_senders_left_in_a_queue_of_its_own(self):
        together = {job.task for job in SCHEDULE if job.queue == "recovery"}

        assert together == {"tasks.digests.sweep"}
