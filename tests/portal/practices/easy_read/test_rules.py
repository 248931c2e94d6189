"""What a program can see of a text that is hard to read, and how it says so."""

import pytest

from portal.practices.easy_read.rules import (
    problems_of_picture,
    problems_of_words,
    sentences_of,
)

FIFTEEN = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


class TestSentencesOf:
    @pytest.mark.parametrize(
        ("words", "sentences"),
        [
            ("", []),
            (" \n ", []),
            ("We talk. We listen!", ["We talk.", "We listen!"]),
            ("We talk\nWe listen", ["We talk", "We listen"]),
            ("It costs 2.50 pounds.", ["It costs 2.50 pounds."]),
        ],
    )
    def test_ends_one_at_a_full_stop_or_a_new_line(self, words, sentences):
        assert sentences_of(words) == sentences


class TestProblemsOfWords:
    @pytest.mark.parametrize(
        "words",
        [
            "People choose who helps them.",
            f"{FIFTEEN}.",
            "We ask you. You decide.",
            "You can say yes or no.",
            "It is well-known.",
        ],
    )
    def test_finds_none_in_what_is_easy(self, words):
        assert problems_of_words(words) == []

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("", "Write one short sentence for the picture."),
            (f"{FIFTEEN} sixteen.", "has 16 words. Use at most 15."),
            ("We ask. You think. You choose.", "There are 3 sentences here."),
            ("We help (a lot).", "has a bracket, dash, colon or semicolon."),
            ("We help – a lot.", "has a bracket, dash, colon or semicolon."),
            ("We ask because we care and you matter.", "joins more than two ideas."),
        ],
    )
    def test_says_what_to_do_about_what_is_not(self, words, message):
        assert any(message in problem for problem in problems_of_words(words))

    def test_names_the_sentence_that_is_too_long(self):
        (problem,) = problems_of_words(f"We talk. {FIFTEEN} sixteen.")

        assert problem.startswith("“One two three")


class TestProblemsOfPicture:
    @pytest.mark.parametrize(
        ("is_there", "alt_text", "message"),
        [
            (False, "", "Choose a picture that shows the idea."),
            (True, "  ", "Say in the alt text what the picture shows."),
        ],
    )
    def test_says_what_it_lacks(self, is_there, alt_text, message):
        (problem,) = problems_of_picture(is_there=is_there, alt_text=alt_text)

        assert problem.startswith(message)

    def test_finds_none_in_one_with_words(self):
        assert problems_of_picture(is_there=True, alt_text="Two people talk.") == []
