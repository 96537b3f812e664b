import CatchwordCore
import CatchwordLibrary
import Testing

private func content(_ text: String) -> FieldContent {
  FieldContent(text.replacing("$", with: "\u{1f}"))
}

private func key(_ tag: String, _ text: String) -> String? {
  HeadingKey(tag: tag, content(text))?.text.replacing("\u{1f}", with: "$")
}

@Suite struct HeadingKeyTests {
  @Test(arguments: [
    ("100", "1 $aTwain, Mark,$d1835-1910.", "00$atwain, mark$d1835 1910"),
    ("700", "1 $iTranslation of$aTWAIN, Mark$eauthor.$4aut$0(CONS)1", "00$atwain, mark"),
    ("400", "1 $wnne$aTwain, Mark", "00$atwain, mark"),
    ("650", " 0$aWhales$zGreenland.", "50$awhales$zgreenland"),
    ("100", "1 $aDvo\u{159}\u{e1}k, Anton\u{ed}n", "00$advorak, antonin"),
    ("100", "1 $aDvor\u{30c}a\u{301}k, Antoni\u{301}n", "00$advorak, antonin"),
    ("650", " 0$aO'Brien [sic]", "50$aobrien sic"), ("650", " 0$aA, b, c", "50$aa, b c"),
    ("650", " 0$aEnd,", "50$aend"), ("711", "2 $aSalon$eSection$jorganizer", "11$asalon$esection"),
    ("810", "2 $aPress$v12$x1234", "10$apress"), ("610", "20$aPress$xHistory", "10$apress$xhistory"),
    ("650", " 0$a\u{414}\u{43e}\u{43c}", "50$a\u{434}\u{43e}\u{43c}"),
  ])
  func `headings are compared without case, accents and punctuation`(
    _ tag: String, _ text: String, _ folded: String
  ) {
    #expect(key(tag, text) == folded)
  }

  @Test(arguments: [("245", "10$aTitle"), ("650", " 0$0(CONS)1"), ("650", " 0$a..."), ("650", "")])
  func `what is no heading has no key`(_ tag: String, _ text: String) {
    #expect(key(tag, text) == nil)
  }

  @Test(arguments: [
    ("100", true), ("245", false), ("440", false), ("650", true), ("710", true), ("750", false),
    ("830", true), ("655", true), ("150", false),
  ])
  func `only some fields of a bib can be controlled`(_ tag: String, _ isControlled: Bool) {
    #expect((HeadingTag(ofBib: tag) != nil) == isControlled)
  }
}

@Suite struct HeadingRenderingTests {
  private func shown(_ tag: String, _ own: String, _ headingTag: String, _ heading: String) -> String? {
    HeadingRendering.shown(content(own), tag: tag, by: content(heading), headingTag: headingTag)?
      .description
  }

  @Test(arguments: [
    ("650", " 0$aWhales$2fast$0x", "150", "  $aCetacea", " 0$aCetacea$2fast$0x"),
    ("650", " 0$aWhales$xHistory", "150", "  $aCetacea", " 0$aCetacea$xHistory"),
    ("650", " 0$aWhales$xHistory", "150", "  $aCetacea$xPast", " 0$aCetacea$xPast"),
    ("700", "1 $iAfter$aTwain$tTom$4aut", "100", "0 $aClemens", "0 $iAfter$aClemens$tTom$4aut"),
    (
      "100", "1 $aTwain, Mark,$d1835-1910,$eauthor.", "100", "1 $aTwain, Mark$d1835-1910",
      "1 $aTwain, Mark,$d1835-1910,$eauthor."
    ),
    ("650", " 0$0x", "150", "  $aCetacea", " 0$aCetacea$0x"),
  ])
  func `a heading takes the place of the field's own and of nothing else`(
    _ tag: String, _ own: String, _ headingTag: String, _ heading: String, _ result: String
  ) {
    #expect(shown(tag, own, headingTag, heading) == result)
  }

  @Test func `headings of another sort are not shown`() {
    #expect(shown("650", " 0$aWhales", "151", "  $aWales") == nil)
    #expect(shown("245", "10$aWhales", "150", "  $aWales") == nil)
    #expect(shown("650", " 0$aWhales", "150", "  $0x") == nil)
  }
}
