"""How long index.html takes to open and to answer, in headless Chromium, with 5,000 documents and
20,000 findings."""
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import generate

sys.path.insert(0, str(generate.ROOT / "tests" / "functional"))
from browser import CHROMIUM, Browser  # noqa: E402

SEQUENCES, BROKEN_VISITS, ROUNDS = 1300, 5000, 5


def write(folder):
    """A broken visit makes four findings."""
    generate.write(folder, SEQUENCES)
    with (folder / "input/visites.csv").open(encoding="utf-8") as table:
        columns = table.readline().strip().split(",")
    rows = [dict(id=f"ZZ-{i}", sequence=f"ZZ{i}", date="2027-02-30") for i in range(BROKEN_VISITS)]
    with (folder / "input/visites.csv").open("a", encoding="utf-8") as table:
        table.writelines(",".join(row.get(c, "") for c in columns) + "\n" for row in rows)
    subprocess.run([os.environ["ATE"], "produire", "-q", "-C", folder], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    return folder / "output/index.html"


def typed(page, field, text):
    """Milliseconds from a key to the end of its answer, the pause of the field left out."""
    return page.value(f"""new Promise((done) => {{ const e = document.getElementById("{field}"), start = performance.now();
        e.value = "{text}"; e.dispatchEvent(new Event("input", {{ bubbles: true }}));
        setTimeout(() => requestAnimationFrame(() => done(performance.now() - start - 150)), 150); }})""")


def print_page(scratch):
    if not CHROMIUM:
        print("\n`index.html` : pas de Chromium ici.")
        return
    front = write(scratch / "front")
    rows = []
    with Browser() as browser:
        for _ in range(ROUNDS):
            page = browser.open(front)
            rows.append((
                page.value("performance.getEntriesByType('paint').find((p) => p.name === 'first-contentful-paint')?.startTime ?? NaN"),
                page.value("performance.getEntriesByType('navigation')[0].loadEventEnd"),
                typed(page, "f-texte", "zz-1234"), typed(page, "d-texte", "protocole 12"), typed(page, "recherche", "zz-1234"),
                page.value("document.querySelectorAll('details.list li').length"),
                page.value("page.findingTable.find([]).length")))
            page.close()
    paint, load, findings, files, everything, documents, count = map(statistics.median, zip(*rows))
    size = front.stat().st_size / 2**20
    print("\n| `index.html` | Mio | premier affichage ms | ouverte ms | filtrer les constats ms | filtrer les fichiers ms "
          "| chercher partout ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(f"| {documents:.0f} fichiers, {count:.0f} constats | {size:.1f} | {paint:.0f} | {load:.0f} | {findings:.0f} | {files:.0f} "
          f"| {everything:.0f} |")
    shutil.rmtree(scratch / "front")


if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory(prefix="ate-bench-") as scratch:
        print_page(Path(scratch))
