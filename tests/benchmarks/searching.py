"""Measure search at scale: `searching.py SITE [--count N] [--stock] FOLDER...`.

SITE is a built site; its index is made again with N documents more, put together out of the seeds
in the folders (`corpus.py`). Printed: CPU and memory of the index, what a browser fetches before
and with the first query, the time to its first result cold and warm, and the evaluation's figures;
with --stock the same times for Material's own search over the same texts.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright

from generator import build, lexicon, search
from generator.search.concepts import terms
from generator.search.documents import Document, documents, entries
from tests.benchmarks.corpus import QUERIES, gathered

ROOT = Path(__file__).parent.parent.parent
EVALUATION = ROOT / "tests/benchmarks/search_eval.py"
_FIRST = ("Erbil", "انسحاب", "نیروهای", "withdrawal", "السودني")
_BOX = "input[data-md-component=search-query]"
_PATIENCE = 10_000
_FEW = 1000


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a site as a host does: compressed; counts what it sent."""

    sent: dict[str, int]

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.sent[self.path] = len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def index(site: Path, count: int, folders: Sequence[Path]) -> None:
    """Make the index of the project's seeds and `count` documents more, and tell what it cost."""
    known = lexicon.load()
    generation = build.generate(ROOT / "seeds", known)
    folder = f"{build.SITE_FOLDER}/"
    real = list(documents(generation.edition, generation.contents, folder))
    found: list[Document] = [*gathered(count, folders, known), *real]
    terms_known = tuple(terms(known, generation.collections.briefings))
    about = entries(generation.edition, generation.contents, folder)
    shutil.rmtree(site / "search")
    indexer = search.Indexer()
    start = time.process_time()
    for _ in indexer.index(real, terms_known, known, about):
        pass
    begun = time.process_time()
    size = number = 0
    for name, text in indexer.index(found, terms_known, known, about):
        search.write(site / "search", name, text)
        size += len(text.encode())
        number += 1
    made = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    keeper, few = search.Indexer(keep=True), found[:_FEW]
    for _ in keeper.index(few, terms_known, known, about):
        pass
    kept = time.process_time()
    for _ in keeper.index(few, terms_known, known, about):
        pass
    again = time.process_time()
    pages = len(found)
    print(f"{pages} pages: {(made - begun) * 1000 / pages:.2f} ms of CPU a page", end=" ")
    print(
        f"({(again - kept) * 1000 / len(few):.2f} where none changed; {begun - start:.2f} s once)"
    )
    print(f"{number} files, {size / 1e6:.1f} MB, {memory} MB of memory at most")
    (site / "search/search_index.json").write_text('{"config":{},"docs":[]}', "utf-8")


def stock_index(site: Path) -> None:
    """Give Material's own search the same texts."""
    docs = []
    for path in (site / "search/pages").rglob("*.json"):
        page = json.loads(path.read_text("utf-8"))
        text = " ".join(passage[2] for passage in page["passages"])
        title = page["headline"] or page["original"][1]
        docs.append({"location": page["address"], "title": title, "text": text})
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    config = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"]}
    config = {**config, "fields": fields}
    whole = {"config": config, "docs": docs}
    (site / "search/search_index.json").write_text(json.dumps(whole), "utf-8")
    for page_ in site.rglob("*.html"):
        text = page_.read_text("utf-8")
        stock = "assets/javascripts/workers/search.a7633da7.min.js"
        page_.write_text(text.replace("assets/javascripts/search/worker.js", stock), "utf-8")


def watch(browser: Browser, site: Path, name: str) -> None:
    """Print what a reader waits for, and what is fetched; medians over the queries."""
    sent: dict[str, int] = {}
    handler = type("Handler", (Compressing,), {"sent": sent})
    serving = functools.partial(handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serving)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    starts, firsts, colds, warms, tasks = [], [], [], [], []
    for query in _FIRST:
        page = browser.new_context().new_page()
        page.add_init_script(
            "window.long = []; new PerformanceObserver(list => list.getEntries().forEach(entry => "
            "window.long.push(entry.duration))).observe({type: 'longtask', buffered: true})"
        )
        page.goto(f"{address}404.html", wait_until="networkidle")
        sent.clear()
        page.goto(address, wait_until="networkidle", timeout=120_000)
        page.wait_for_timeout(300)
        starts.append(sum(size for path, size in sent.items() if "search" in path))
        tasks.append(max(page.evaluate("window.long"), default=0))
        sent.clear()
        box = page.locator(_BOX).first
        cold = _typed(page, box, query)
        if cold is None:
            continue
        colds.append(cold)
        page.wait_for_load_state("networkidle")
        firsts.append(sum(sent.values()))
        box.fill("")
        page.wait_for_timeout(200)
        warms.append(_typed(page, box, query) or 0)
        page.context.close()
    server.shutdown()
    print(
        f"{name}: {len(colds)} of {len(_FIRST)} queries answered in {_PATIENCE / 1000:.0f} s;",
        end=" ",
    )
    if not colds:
        size = statistics.median(starts) / 1000
        print(f"at start {size:.0f} KB, longest task {max(tasks):.0f} ms")
        return
    start, first = (f"{statistics.median(sizes) / 1000:.0f} KB" for sizes in (starts, firsts))
    cold, warm = (f"{statistics.median(times):.0f} ms" for times in (colds, warms))
    print(f"at start {start}, longest task {max(tasks):.0f} ms;", end=" ")
    print(f"first query {first} (most {max(firsts) / 1000:.0f}), cold {cold}, warm {warm}")


def _typed(page: Page, box: Locator, query: str) -> float | None:
    """Return the milliseconds to the first result, as the page sees them; None if none came."""
    box.evaluate(
        """(box, query) => { window.asked = null; window.shown = null
      const list = document.querySelector('.md-search-result__list')
      new MutationObserver((_, observer) => {
        if (!window.asked || !list.querySelector('a')) return
        window.shown ??= performance.now()
        observer.disconnect()
      }).observe(list, {childList: true, subtree: true})
      box.focus(); list.replaceChildren(); box.value = query; window.asked = performance.now()
      box.dispatchEvent(new KeyboardEvent('keyup', {key: 'x', bubbles: true})) }""",
        query,
    )
    try:
        page.wait_for_function("() => window.shown", timeout=_PATIENCE)
    except TimeoutError:
        return None
    return page.evaluate("window.shown - window.asked")


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        shutil.copytree(arguments.site, site)
        index(site, arguments.count, arguments.folders)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=arguments.chromium, args=["--no-sandbox"]
            )
            watch(browser, site, "ours")
            browser.close()
        call = [sys.executable, EVALUATION, "--site", site, "--queries", QUERIES, "--show", "bad"]
        subprocess.run([*call, "--chromium", arguments.chromium], check=False)
        if arguments.stock:
            stock_index(site)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=arguments.chromium, args=["--no-sandbox"]
                )
                watch(browser, site, "stock")
                browser.close()


if __name__ == "__main__":
    main()
