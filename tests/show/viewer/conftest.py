"""A browser for the tests that need one; they are skipped where there is none."""

from collections.abc import Iterator

import pytest
from explorer_window import CHROMIUM, FLAGS, WIDE, Window


@pytest.fixture(scope="module")
def browser():
    reason = "the browser is driven by playwright, which is not installed"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with playwright.sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def window(browser, tmp_path) -> Iterator:
    contexts = []

    def opened(run, size=WIDE, script="", **how):
        view, twin = how.pop("view", ""), how.pop("twin", None)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **how)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        return Window(page, tmp_path / "explore.html", run, twin).open(view)

    yield opened
    for context in contexts:
        context.close()
