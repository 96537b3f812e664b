import Foundation

/// Two branches, two titles and a handful of people, made up, in the shape of Evergreen's tables.
/// Bad rows stand among good ones.
enum EvergreenExport {
  static let tables: [String: String] = [
    "actor.org_unit.tsv": """
    id\tparent_ou\tou_type\tshortname\tname
    2\t1\t2\tSYS\tSystem
    4\t2\t3\tSYS-A\tBranch A
    5\t2\t5\tSYS-B\tBranch B on wheels
    6\t2\t3\tno code\tBad
    7\t2\t3
    """,
    "actor.org_unit_closed.tsv": """
    id\torg_unit\tclose_start\tclose_end\tfull_day\tmulti_day\treason
    1\t4\t2026-12-24 00:00:00-05\t2026-12-26 23:59:59-05\t1\t1\tWinter
    2\t9\t2026-12-24 00:00:00-05\t2026-12-24 23:59:59-05\t1\t0\tElsewhere
    """,
    "config.circ_matrix_matchpoint.tsv":
      "id\tactive\torg_unit\tgrp\tcirc_modifier\tcirculate\n1\t1\t1\t1\t\\N\t1",
    "permission.grp_tree.tsv": "id\tname\tparent\tperm_interval\n11\tStudent\t2\t1 year",
    "asset.copy_location.tsv": "id\tname\tcirculate\n101\tReference\t0\n102\t\\N\t1",
    "biblio.monograph_part.tsv": "id\tlabel\n1\tDISC 1",
    "asset.copy_part_map.tsv": "id\ttarget_copy\tpart\n1\t12\t1\n2\t12\t9\n3\t99\t1",
    "asset.call_number.tsv": """
    id\trecord\towning_lib\tlabel\tdeleted\tprefix\tsuffix\tlabel_class
    1\t71\t4\t813 DRA\t0\t-1\t-1\t2
    2\t72\t5\tPS 3561\t0\t1\t-1\t3
    3\t72\t4\t##URI##\t0\t-1\t-1\t1
    4\t73\t4\tOLD\t1\t-1\t-1\t1
    5\t74\t4\tLOST BIB\t1\t-1\t-1\t1
    6\t72\t9\tNOWHERE\t0\t-1\t-1\t1
    """,
    "asset.copy.tsv": """
    id\tcirc_lib\tcall_number\tstatus\tlocation\tbarcode\tcirc_modifier\tprice\tdeleted\tcirculate\tref\tactive_date\tstatus_changed_time
    11\t4\t1\t1\t1\t9001\tbook\t12.50\t0\t1\t0\t2020-01-02 10:00:00-05\t2020-01-02 10:00:00-05
    12\t5\t2\t0\t1\t9002\tdvd\t\\N\t0\t1\t0\t\\N\t\\N
    13\t4\t1\t3\t1\t9003\t\\N\t\\N\t0\t1\t0\t\\N\t2021-03-01 12:00:00-05
    14\t4\t1\t0\t101\t9004\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    15\t4\t1\t0\t1\t9005\t\\N\t\\N\t1\t1\t0\t\\N\t\\N
    16\t4\t9\t0\t1\t9006\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    17\t9\t1\t0\t1\t9007\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    18\t4\t1\t0\t77\t9008\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    19\t4\t1\t0\t1\t\\N\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    20\t4\t1\t0\t1\t9010\t\\N\t\\N\t0\t1\t0\tlast week\t\\N
    21\t4\t5\t0\t1\t9011\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    x\t4\t1\t0\t1\t9012\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    12\t4\t1\t0\t1\t9013\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    22\t4\t1\t9\t1\t9014\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    23\t5\t2\t8\t1\t9015\t\\N\t\\N\t0\t1\t0\t\\N\t\\N
    """,
    "biblio.record_entry.tsv": "id\tdeleted\n71\t0\n72\t1\n73\t1\n75\t0",
    "actor.card.tsv": """
    id\tusr\tbarcode
    1\t31\t8001
    2\t32\t8002
    3\t31\t8003
    4\t99\t8004
    5\t33\t\\N
    6\t34\t8006
    """,
    "actor.usr.tsv": """
    id\tcard\tprofile\tfirst_given_name\tfamily_name\thome_ou\tdob\tactive\tbarred\tdeleted\texpire_date
    31\t1\t11\tAda\tSecretname\t4\t2001-02-03\t1\t0\t0\t2999-01-01 00:00:00-05
    32\t2\t2\tBo\tSecretname\t5\t\\N\t1\t1\t0\t\\N
    33\t5\t2\tCy\tSecretname\t4\t\\N\t1\t0\t0\t\\N
    34\t6\t2\tDi\tSecretname\t9\t\\N\t1\t0\t0\t\\N
    35\t7\t2\tEd\tSecretname\t4\t\\N\t1\t0\t1\t\\N
    36\t1\t2\tFi\tSecretname\t4\t\\N\t1\t0\t0\t\\N
    """,
    "action.circulation.tsv": """
    id\tusr\ttarget_copy\tcirc_lib\txact_start\tdue_date\tcheckin_time\txact_finish
    51\t31\t11\t4\t2020-10-27 10:26:51.4-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    52\t32\t13\t4\t2021-02-01 12:00:00-05\t2021-02-15 23:59:59-05\t\\N\t\\N
    53\t31\t12\t4\t2020-10-27 10:26:51-04\t2020-11-10 23:59:59-05\t2020-11-01 10:00:00-04\t\\N
    54\t31\t99\t4\t2020-10-27 10:26:51-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    55\t77\t12\t4\t2020-10-27 10:26:51-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    56\t31\t12\t4\tyesterday\t2020-11-10 23:59:59-05\t\\N\t\\N
    57\t31\t12\t4\t2020-12-27 10:26:51-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    58\t31\t12\t9\t2020-10-27 10:26:51-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    59\t32\t11\t4\t2020-10-20 10:26:51-04\t2020-11-10 23:59:59-05\t\\N\t\\N
    60\t31\t11
    """,
    "action.hold_request.tsv": """
    id\tusr\thold_type\ttarget\tpickup_lib\trequest_lib\trequest_time\texpire_time\tcancel_time\tfulfillment_time\tcapture_time\tshelf_time\tcurrent_copy\tcurrent_shelf_lib\tfrozen\tthaw_date\tcut_in_line
    61\t31\tT\t72\t5\t4\t2021-05-02 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    62\t32\tT\t72\t5\t4\t2021-05-01 10:00:00-04\t2999-01-01 00:00:00-05\t\\N\t\\N\t2021-06-01 10:00:00-04\t2021-06-02 10:00:00-04\t23\t5\t0\t\\N\t\\N
    63\t31\tC\t22\t4\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t1\t\\N\t\\N
    64\t31\tM\t1\t4\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    65\t99\tT\t71\t4\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    66\t31\tT\t71\t4\t4\t2021-05-03 10:00:00-04\t\\N\t2021-05-04 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    67\t31\tT\t73\t4\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    68\t31\tT\t71\t9\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0\t\\N\t\\N
    69\t32\tT\t71\t4\t4\t2021-05-03 10:00:00-04\t\\N\t\\N\t\\N\t2021-06-01 10:00:00-04\t2021-06-02 10:00:00-04\t11\t4\t0\t\\N\t1
    """,
    "money.grocery.tsv": "id\tusr\n1\t31\n2\t32",
  ]

  static let bibs = """
    <?xml version="1.0" encoding="UTF-8"?><collection xmlns="http://www.loc.gov/MARC21/slim">
    \([bib(71, "The Dragonfly"), bib(72, "The Moor"), bib(73, "Gone"), bib(74, "Unlisted")].joined())</collection>
    """

  private static func bib(_ number: Int, _ title: String) -> String {
    """
    <record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">\(number)</controlfield>
    <datafield tag="245" ind1="0" ind2="0"><subfield code="a">\(title)</subfield></datafield>
    <datafield tag="901" ind1=" " ind2=" "><subfield code="c">\(number)</subfield></datafield></record>

    """
  }

  /// Puts the export into a folder, with some tables changed, or left out by nil.
  static func write(to folder: URL, changing changes: [String: String?] = [:]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var files: [String: String?] = tables
    files["biblio.record_entry.marcxml"] = bibs
    files["acq.fund.tsv"] = "id\tname\n1\tAdult"
    for (name, text) in changes { files.updateValue(text, forKey: name) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      if let text {
        try Data(text.utf8).write(to: file)
      } else if FileManager.default.fileExists(atPath: file.path) {
        try FileManager.default.removeItem(at: file)
      }
    }
  }
}
