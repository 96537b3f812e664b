"""Headings: how they are compared and shown. The engine's own tests have the same cases."""
import unittest

import headings


def content(text: str) -> str:
    return text.replace("$", "\x1f")


class HeadingTests(unittest.TestCase):
    def test_headings_are_compared_without_case_accents_and_punctuation(self) -> None:
        for tag, text, folded in [
            ("100", "1 $aTwain, Mark,$d1835-1910.", "00$atwain, mark$d1835 1910"),
            ("700", "1 $iTranslation of$aTWAIN, Mark$eauthor.$4aut$0(CONS)1", "00$atwain, mark"),
            ("400", "1 $wnne$aTwain, Mark", "00$atwain, mark"),
            ("650", " 0$aWhales$zGreenland.", "50$awhales$zgreenland"),
            ("100", "1 $aDvo\u0159\u00e1k, Anton\u00edn", "00$advorak, antonin"),
            ("100", "1 $aDvor\u030ca\u0301k, Antoni\u0301n", "00$advorak, antonin"),
            ("650", " 0$aO'Brien [sic]", "50$aobrien sic"),
            ("650", " 0$aA, b, c", "50$aa, b c"),
            ("650", " 0$aEnd,", "50$aend"),
            ("711", "2 $aSalon$eSection$jorganizer", "11$asalon$esection"),
            ("810", "2 $aPress$v12$x1234", "10$apress"),
        ]:
            with self.subTest(text):
                self.assertEqual(headings.key(tag, content(text)), content(folded))
        for tag, text in [("245", "10$aTitle"), ("650", " 0$0(CONS)1"), ("650", " 0$a...")]:
            self.assertIsNone(headings.key(tag, content(text)))

    def test_a_heading_takes_the_place_of_the_fields_own_and_of_nothing_else(self) -> None:
        for tag, own, other, heading, result in [
            ("650", " 0$aWhales$2fast$0x", "150", "  $aCetacea", " 0$aCetacea$2fast$0x"),
            ("650", " 0$aWhales$xHistory", "150", "  $aCetacea", " 0$aCetacea$xHistory"),
            ("650", " 0$aWhales$xHistory", "150", "  $aCetacea$xPast", " 0$aCetacea$xPast"),
            ("700", "1 $iAfter$aTwain$tTom$4aut", "100", "0 $aClemens", "0 $iAfter$aClemens$tTom$4aut"),
            ("650", " 0$0x", "150", "  $aCetacea", " 0$aCetacea$0x"),
        ]:
            with self.subTest(own):
                shown = headings.shown(tag, content(own), other, content(heading))
                self.assertEqual(shown, content(result))
        self.assertIsNone(headings.shown("650", content(" 0$aA"), "151", content("  $aB")))


if __name__ == "__main__":
    unittest.main()
