import CatchwordMARC
import Testing

/// Every file of the malformed set, and the messages that what is wrong with it must give.
@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct MalformedDataTests {
  private static let expected: [(name: String, codes: Set<MARCMessageCode>)] = [
    ("245_no_ab.mrc", [.titleMissing]),
    ("880_with_no_6.mrc", [.linkageMissing]),
    ("alphatag.mrc", [.tagNotNumeric]),
    ("bad_008_length.mrc", [.fixedFieldInvalid]),
    ("bad_eacc_encoding.mrc", [.notDecodable]),
    ("bad_indicator.mrc", [.indicatorsMissing, .tagUnreadable, .fillerSkipped]),
    ("bad_marc8_escape.mrc", [.characterSetUnknown]),
    ("bad_subfield_code_traject.mrc", [.subfieldCodeInvalid]),
    ("bad_utf8_len_wrong.mrc", [.lengthWrong, .directoryWrong, .fillerSkipped]),
    ("bu_bibs_100_lengths_wrong.mrc", [.lengthWrong, .directoryWrong, .characterSetMislabelled]),
    ("camel_ctrlz_between_records.mrc", [.fillerSkipped]),
    (
      "control_chars_in_leader_and_fields.mrc",
      [.characterSetUndeclared, .indicatorInvalid, .subfieldCodeInvalid, .subfieldCodeMissing]
    ),
    ("cp866_two_records.mrc", [.lengthWrong, .directoryWrong, .leaderInvalid, .characterSetUndeclared]),
    ("cp866_unimarc.mrc", [.lengthWrong, .directoryWrong, .leaderInvalid, .characterSetUndeclared]),
    ("empty_245.mrc", [.titleMissing]),
    ("error_catalogue/e001_record_length_below_24.bin", [.lengthWrong]),
    ("error_catalogue/e002_indicator_count_non_digit.bin", [.leaderInvalid]),
    ("error_catalogue/e002_indicator_count_not_two.bin", [.leaderInvalid]),
    ("error_catalogue/e002_invalid_bibliographic_level.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_cataloging_form.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_character_coding.bin", [.characterSetUndeclared]),
    ("error_catalogue/e002_invalid_control_record_type.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_encoding_level.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_multipart_level.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_record_status.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_invalid_record_type.bin", [.leaderCodeUnknown]),
    ("error_catalogue/e002_subfield_code_count_not_two.bin", [.leaderInvalid]),
    ("error_catalogue/e003_base_address_non_digit.bin", [.baseAddressWrong]),
    ("error_catalogue/e004_base_address_past_record.bin", [.baseAddressWrong]),
    ("error_catalogue/e006_no_record_terminator.bin", [.truncated]),
    ("error_catalogue/e101_directory_no_terminator.bin", [.directoryWrong]),
    ("error_catalogue/e101_directory_non_digit_length.bin", [.directoryWrong]),
    ("error_catalogue/e101_non_ascii_tag.bin", [.directoryWrong, .tagUnreadable]),
    ("error_catalogue/e106_authority_field_too_short.bin", [.directoryWrong]),
    ("error_catalogue/e106_field_length_past_data.bin", [.directoryWrong]),
    ("error_catalogue/e106_recovery_invalid_field.bin", [.truncated]),
    ("error_catalogue/e201_bad_indicator.bin", [.indicatorUnusual]),
    ("error_catalogue/e202_non_printable_subfield_code.bin", [.subfieldCodeInvalid]),
    ("error_catalogue/e301_invalid_utf8_in_authority_control_field.bin", [.notDecodable]),
    ("error_catalogue/e301_invalid_utf8_in_subfield.bin", [.notUTF8]),
    ("error_catalogue/e401_bad_char_reference.xml", [.xmlNotWellFormed]),
    ("error_catalogue/e401_malformed_marcxml.xml", [.xmlNotWellFormed]),
    ("error_catalogue/e401_no_record_element.xml", [.noRecords]),
    ("escaped_character_reference_marc8.mrc", [.characterReference]),
    ("file_marc_bad_example.mrc", [.tagUnreadable]),
    ("filler_between_records.mrc", [.fillerSkipped]),
    ("greek_missing_charset_escape.mrc", [.escapeMissing]),
    ("hathi_record_over_99999_bytes.mrc", [.recordTooLong, .directoryWrong]),
    ("marc8_flagged_utf8.mrc", [.notUTF8]),
    ("messed_up_leader.marcxml", [.leaderCodeUnknown]),
    ("music_second_record_length_wrong.mrc", [.characterSetMislabelled, .fillerSkipped]),
    ("no_leading_zero_tags.marcxml", [.tagPadded]),
    ("no_title.mrc", [.titleMissing]),
    ("non_numeric_tags.marcxml", [.tagNotNumeric]),
    ("non_numeric_tags.mrc", [.tagNotNumeric]),
    ("oversize_field_bad_directory.mrc", [.directoryWrong]),
    ("perl_baddir.mrc", [.directoryWrong, .fillerSkipped]),
    ("perl_badind.mrc", [.indicatorUnusual, .fillerSkipped]),
    ("perl_badldr.mrc", [.truncated, .fillerSkipped]),
    ("poganuc_length_wrong.mrc", [.lengthWrong, .directoryWrong, .characterSetMislabelled]),
    ("poganuc_new_length_wrong.mrc", [.lengthWrong, .directoryWrong, .characterSetMislabelled]),
    ("pymarc_bad_records_8.mrc", [.baseAddressWrong, .directoryWrong, .recordEmpty]),
    ("regression45.mrc", [.textBeforeSubfields]),
    ("sample1_eof.mrc", [.fillerSkipped]),
    ("solrmarc_errorRecs.mrc", [.subfieldCodeUnusual]),
    ("too_long_record_plus_2.mrc", [.recordTooLong, .directoryWrong]),
    ("truncated_at_64k.mrc", [.truncated]),
    ("utf8_invalid.mrc", [.subfieldCodeUnusual]),
    ("wrapped_lines.mrc", [.subfieldsMissing]),
    ("xml/bad_subfields_element.marcxml", [.xmlElementUnknown]),
    ("xml/broken.marcxml", [.subfieldsMissing]),
    ("xml/file_marc_bad_example.marcxml", [.indicatorsMissing, .tagUnreadable]),
    ("xml/indicatorless.marcxml", [.indicatorsMissing]),
    ("xml/koha_biblio_369_control_char_1F.marcxml", [.xmlNotWellFormed]),
    ("xml/koha_oai_record_with_xml_comment.marcxml", [.xmlElementUnknown]),
    ("xml/missing_datafield_tag.marcxml", [.xmlTagMissing]),
    ("xml/missing_subfield_code.marcxml", [.subfieldCodeMissing]),
    ("xml/wrong-marcxml.marcxml", [.leaderInvalid]),
    ("xmlescape_trailing_newline.mrc", [.fillerSkipped]),
  ]

  /// Odd in what they say or in how other readers take them; read here without a warning.
  private static let harmless = [
    "54-56-008008027.mrc", "cyrillic_capital_e.mrc", "emptyish_record.mrc",
    "loongboonmee_mixed_flags.mrc", "random_tag_order.mrc", "random_tag_order2.mrc", "u335.mrc",
    "unordered_directory_entries.mrc", "utf8_errors.mrc", "weird_001_ids.mrc",
    "xml/marcli_test_bad.marcxml",
  ]

  @Test(arguments: expected.map(\.name)) func `each malformed file gives the messages it should`(
    name: String
  ) throws {
    let everything = try SharedData.read("malformed/" + name)
    let codes = try #require(Self.expected.first { $0.name == name }).codes
    #expect(everything.allCodes.isSuperset(of: codes))
    let tally = everything.tally
    #expect(tally.read == tally.accepted + tally.warned + tally.rejected)
  }

  @Test(arguments: harmless) func `what is only unusual is read without a warning`(name: String) throws {
    let everything = try SharedData.read("malformed/" + name)
    #expect(everything.tally.accepted == everything.tally.read)
    #expect(everything.tally.read > 0)
  }

  @Test func `every file of the set is expected to give something`() {
    let known = Set(Self.expected.map(\.name) + Self.harmless)
    let found = SharedData.names(endingIn: ".mrc", ".bin", ".xml", ".marcxml")
      .filter { $0.hasPrefix("malformed/") }.map { String($0.dropFirst("malformed/".count)) }
    #expect(found.filter { !known.contains($0) }.isEmpty)
    #expect(known.subtracting(found).isEmpty)
  }

  @Test func `MARC in JSON is refused with a remedy`() throws {
    #expect(throws: MARCError.notMARC(file: "e402_malformed_marcjson.json", looksLike: "JSON")) {
      try SharedData.read("malformed/error_catalogue/e402_malformed_marcjson.json")
    }
  }

  @Test func `the messages say what the design asks for`() throws {
    let sentences = { (name: String) in try SharedData.read("malformed/" + name).sentences }
    #expect(
      try sentences("bu_bibs_100_lengths_wrong.mrc").contains(
        "bu_bibs_100_lengths_wrong.mrc: record 3 (001 99177327110001161): leader says 1914 bytes, "
          + "record has 1918; recovered to the record terminator"))
    #expect(
      try sentences("truncated_at_64k.mrc").contains(
        "truncated_at_64k.mrc: record 19 (001 58-008008027): file ends inside the record "
          + "(byte 62,502); skipped"))
    #expect(
      try sentences("xml/koha_biblio_369_control_char_1F.marcxml") == [
        "koha_biblio_369_control_char_1F.marcxml: record 1: line 8, column 29: character 0x1F not "
          + "allowed; skipped"
      ])
  }
}
