"""The short form of the fault campaign (tests/faults/): a few faults of each kind of call."""
import os
import sys
import unittest

from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "faults"))
import campaign  # noqa: E402


@unittest.skipIf(os.environ.get("SANITIZE"), "a sanitizer's allocator and calls are its own")
class Faults(unittest.TestCase):
    def test_right_or_told_and_whole_and_resumed(self):
        wrong, hits = campaign.campaign()
        self.assertEqual(wrong, [])
        for call, count in hits.items():
            self.assertGreater(count, 20, f"{call}: too few faults hit to say anything")


if __name__ == "__main__":
    unittest.main()
