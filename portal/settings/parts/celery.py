"""Background work: Celery when a broker is named, otherwise `manage.py run_jobs`; the rows are the
queue.
"""

from kombu import Queue

from portal.settings.parts.environment import env

# Empty means the embedded stack: nothing is sent to a broker and run_jobs finds the work in the
# tables.
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# With acks_late alone the work of a killed pool child is lost (measured, references/reliability).
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 60  # seconds
CELERY_TASK_TIME_LIMIT = 90  # seconds; below the visibility timeout
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30  # seconds
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/London"
# Every module with tasks, by name: a worker that does not know a task drops it.
CELERY_IMPORTS = [
    "tasks.demand",
    "tasks.digests",
    "tasks.drafts",
    "tasks.embedding",
    "tasks.imports",
    "tasks.indexing",
    "tasks.notices",
    "tasks.matching",
]
CELERY_TASK_DEFAULT_QUEUE = "housekeeping"
# What somebody waits for comes first: a free worker takes the first queue of its --queues that has
# work (see queue_order_strategy). Indexing is short and before digests, because a publisher looks
# for the page; what may take minutes is last. What a killed sender left is settled before digests:
# their queue is never empty while many wait, and among those left may be a link to sign in with.
CELERY_TASK_QUEUES = [
    Queue(name)
    for name in (
        "transactional",
        "immediate",
        "recovery",
        "index",
        "digest",
        "housekeeping",
        "matching",
        "rematch",
        "imports",
    )
]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,  # seconds
    "queue_order_strategy": "priority",
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    # A broker that hangs must not hang a request: publishing never waits for the queue.
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
