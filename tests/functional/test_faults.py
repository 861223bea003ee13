"""The short form of the fault campaign (tests/faults/): a few faults of each kind of call, a few kills,
a few places where nothing can be written."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "faults"))
import campaign  # noqa: E402
import kills  # noqa: E402
import places  # noqa: E402


@unittest.skipIf(os.environ.get("SANITIZE"), "a sanitizer's allocator and calls are its own")
class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="ate-faults-")
        cls.addClassCleanup(scratch.cleanup)
        cls.steps = list(campaign.steps_in(Path(scratch.name)))

    def test_right_or_told_and_whole_and_resumed(self):
        wrong, hits = campaign.campaign(self.steps)
        self.assertEqual(wrong, [])
        for call, count in hits.items():
            self.assertGreater(count, 8, f"{call}: too few faults hit to say anything")

    def test_killed_and_resumed(self):
        wrong, hits = kills.kills(self.steps, 20)
        self.assertEqual(wrong, [])
        for victim, count in hits.items():
            self.assertGreater(count, 0, f"{victim}: never killed in time")

    def test_nowhere_to_write(self):
        wrong, hits = places.places(self.steps[:2])
        self.assertEqual(wrong, [])
        for place in hits.keys() - {"closed", "/dev/full"}:  # those that may hinder nothing
            self.assertGreater(hits[place], 2, f"{place}: hardly felt")


if __name__ == "__main__":
    unittest.main()
