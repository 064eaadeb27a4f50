import pytest
from celery import current_app

from tracker.celery import app


@pytest.mark.django_db  # loading the tasks runs Django's checks, which ask it
def test_every_scheduled_task_exists():
    app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert scheduled <= set(app.tasks)


def test_ticks_run_on_intervals_and_expire_before_the_next():
    for entry in app.conf.beat_schedule.values():
        assert isinstance(entry["schedule"], int | float)
        assert entry["options"]["expires"] <= entry["schedule"]


def test_web_processes_queue_to_the_same_broker_as_workers():
    assert current_app.conf.broker_url == app.conf.broker_url


def test_broker_answers(services):
    with app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1)

        assert connection.transport.driver_type == "redis"


def test_a_killed_worker_loses_no_task():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_a_task_is_over_before_it_is_handed_out_again():
    visible_again = app.conf.broker_transport_options["visibility_timeout"]

    assert app.conf.task_soft_time_limit < app.conf.task_time_limit < visible_again


def test_tasks_speak_json_and_leave_no_results():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_ignore_result
