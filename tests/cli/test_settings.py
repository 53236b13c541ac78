"""The steps from the settings of earlier versions to those of this one."""

import pytest

from article_briefings.cli._settings import STEPS, migrate_settings, without

NOW = """\
# Our site.
site_name: A site  # a good one
site_url: !ENV [BRIEFINGS_SITE_URL, ""]
theme:
  name: material
plugins:
  - search
  - briefings:
      branch: !ENV [BRIEFINGS_BRANCH, main]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
OLD = {
    1: NOW.replace(
        "  name: material\n",
        "  name: material\n  # The frame.\n  custom_dir: templates/overrides\n",
    ),
    2: NOW.replace("theme:\n", "edit_uri: edit/main/docs/\ntheme:\n"),
    3: NOW.replace("      branch", "      templates: templates\n      branch"),
    4: NOW.replace(', ""]', ', "https://your-organisation.github.io/article-briefings/"]'),
}


@pytest.mark.parametrize("number", STEPS)
def test_each_step_changes_one_setting_and_keeps_the_rest(number: int) -> None:
    new = STEPS[number].apply(OLD[number])
    assert new.replace("  # The frame.\n", "") == NOW
    assert ("# The frame." in new) is (number == 1)
    assert STEPS[number].apply(new) == new
    assert migrate_settings(OLD[number]).changes == (STEPS[number].change,)


def test_all_steps_follow_each_other_and_can_be_repeated() -> None:
    text = OLD[2].replace(', ""]', ', "https://your-organisation.github.io/x/"]')
    text = text.replace(
        "  name: material\n", "  name: material\n  custom_dir: templates/overrides\n"
    )
    first = migrate_settings(text)
    assert first.text == NOW
    assert len(first.changes) == 3
    again = migrate_settings(first.text)
    assert (again.text, again.changes) == (NOW, ())


@pytest.mark.parametrize(
    "text",
    [
        NOW,
        "",
        "site_name: A\n",
        "site_name: A\ntheme: readthedocs\nplugins: [briefings]\n",
        "site_name: A\nplugins:\n  briefings: {templates: own}\ntheme: {custom_dir: own}\n",
        "site_name: A\nedit_uri: edit/main/handbook/\n",
        "plugins:\n  - briefings:\n      templates: ../templates\n",
        "theme: {name: material, custom_dir: ../templates/overrides}\n",
        "- a list\n",
    ],
)
def test_settings_of_today_stay(text: str) -> None:
    assert migrate_settings(text).text == text
    assert migrate_settings(text).changes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: 1\nb: {x: 1, y: 2}\n", "a: 1\nb: {y: 2}\n"),
        ("a: 1\nb: {y: 2, x: 1}\n", "a: 1\nb: {y: 2}\n"),
        ("a: 1\nb: {x: 1}\n", "a: 1\n"),
        ("a: 1\nb:\n  x: 1  # why\n  y: 2\n", "a: 1\nb:\n  # why\n  y: 2\n"),
        ("a: 1\r\nb:\r\n  x: 1\r\n  y: 2\r\n", "a: 1\r\nb:\r\n  y: 2\r\n"),
        ("a: 1\nb:\n  y: 2\n  x: 1", "a: 1\nb:\n  y: 2\n"),
    ],
)
def test_a_setting_is_removed_in_each_style(old: str, new: str) -> None:
    assert without(old, ("b", "x")) == new


def test_a_plugin_without_options_stays() -> None:
    text = "plugins:\n  - briefings:\n      templates: ./templates\n"
    assert migrate_settings(text).text == "plugins:\n  - briefings:\n"


def test_a_file_that_is_not_yaml_is_left_alone_and_the_line_named() -> None:
    found = migrate_settings("a: 1\nb: [\n")
    assert found.text == "a: 1\nb: [\n"
    assert found.problem == "it is not well-formed YAML in line 3"
