"""Who comes first goes first, and nobody goes beside another."""

from __future__ import annotations

import threading

from ingest.turns import Turns


def test_whoever_lets_go_and_asks_again_goes_behind_the_one_who_waited() -> None:
    turns, said, waiting = Turns(), [], threading.Event()

    def other() -> None:
        waiting.set()
        with turns:
            said.append("other")

    thread = threading.Thread(target=other)
    with turns:
        thread.start()
        waiting.wait(10)
        while not turns._waiting:
            threading.Event().wait(0.001)
        said.append("first")
    with turns:
        said.append("again")
    thread.join(10)
    assert said == ["first", "other", "again"]


def test_one_at_a_time_and_all_get_their_turns() -> None:
    turns, inside, most, done = Turns(), 0, 0, []

    def work(number: int) -> None:
        nonlocal inside, most
        for _ in range(50):
            with turns:
                inside += 1
                most = max(most, inside)
                inside -= 1
        done.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == 1
    assert sorted(done) == list(range(8))


def test_two_may_be_let_in_beside_each_other_and_no_third() -> None:
    turns, inside = Turns(2), threading.Event()

    def third() -> None:
        with turns:
            inside.set()

    thread = threading.Thread(target=third)
    with turns:
        with turns:
            thread.start()
            while not turns._waiting:
                threading.Event().wait(0.001)
            assert not inside.is_set()
        assert inside.wait(10)
    thread.join(10)


def test_an_error_passes_the_turn_on() -> None:
    turns = Turns()
    try:
        with turns:
            raise ValueError
    except ValueError:
        pass
    with turns:
        pass
