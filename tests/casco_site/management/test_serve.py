"""`manage.py serve`: how long an address may be, and the worker that it keeps alive."""

import multiprocessing
import time
from pathlib import Path

from bench.serve import OPTIONS
from casco_site.management.commands import serve

MANUAL = Path(__file__).parents[3] / "docs/operations.md"


def test_addresses_may_be_as_long_wherever_the_site_is_served():
    written = f"--limit-request-line {serve.LONGEST_LINE} "

    assert serve.Server(8000).cfg.limit_request_line == serve.LONGEST_LINE
    assert (written in MANUAL.read_text("utf-8"), written in " ".join(OPTIONS)) == (True, True)


def test_a_worker_that_lives_is_left_alone():
    living = process_that(time.sleep, 60)
    worker = serve.Worker(ended_process, living, started=0)

    said = worker.tend(now=1)

    assert (said, worker.process, worker.due) == (None, living, None)
    living.kill()


def test_a_worker_that_keeps_ending_is_started_again_after_growing_pauses():
    ended = ended_process()
    worker = serve.Worker(lambda: ended, ended, started=0)

    said = [sentence for now in range(190) if (sentence := worker.tend(now))]

    sentence = "The worker that sends messages ended; it is started again in {} s."
    assert said == [sentence.format(pause) for pause in (1, 2, 4, 8, 16, 32, 60, 60)]


def test_a_worker_that_lived_long_is_started_again_soon():
    worker = serve.Worker(ended_process, ended_process(), started=0, pause=32)

    said = worker.tend(now=1000)

    assert (said, worker.due) == ("The worker that sends messages ended; it is started again in 1 s.", 1001)


def ended_process():
    process = process_that(bool)
    process.join()
    return process


def process_that(task, *arguments):
    process = multiprocessing.get_context("spawn").Process(target=task, args=arguments)
    process.start()
    return process
