"""The bar that says how far a command is."""

import io

import pytest
from django.core.management.base import OutputWrapper
from django.core.management.color import color_style

from standards.management.bar import ProgressBar


class Terminal(io.StringIO):
    """A screen that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen():
    return Terminal()


@pytest.fixture
def bar(screen):
    on = OutputWrapper(screen)
    on.style_func = color_style(force_color=True).ERROR
    return ProgressBar("Checking", on=on)


def test_it_is_drawn_where_it_has_changed_and_not_in_the_red_of_errors(bar, screen):
    for share in (0.001, 0.002, 0.25, 0.999, 1, 1):
        bar(share)

    drawn = [f"Checking [{'#' * full}{'.' * (40 - full)}] {said:>4}" for full, said in [(0, "0%"), (10, "25%")]]
    assert screen.getvalue().split("\r")[1:3] == drawn
    assert screen.getvalue().split("\r")[3:] == [
        f"Checking [{'#' * 39}.]  99%",
        f"Checking [{'#' * 40}] 100%\n",
    ]


def test_what_is_said_meanwhile_has_a_line_of_its_own(bar, screen):
    bar.leave()
    bar(0.5)
    bar.leave()
    bar.leave()

    assert (screen.getvalue().count("\n"), screen.getvalue().endswith("50%\n")) == (1, True)


def test_nothing_is_drawn_into_a_file():
    file = io.StringIO()
    bar = ProgressBar("Checking", on=OutputWrapper(file))

    bar(0.5)
    bar(1)
    bar.leave()

    assert file.getvalue() == ""
