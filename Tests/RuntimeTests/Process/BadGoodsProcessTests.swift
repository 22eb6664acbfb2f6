import Foundation
import Testing

/// Goods files as spreadsheets and people write them.
@Suite(.timeLimit(.minutes(5))) struct BadGoodsProcessTests {
  private static let importing = ["goods", "import", "goods.csv", "--data", "data"]

  private static func file(_ name: String, _ text: String, says said: String) -> Mistake {
    Mistake(name, importing, says: "goods.csv:\(said); nothing was imported") { here in
      try write(text, to: here + "/goods.csv")
    }
  }

  static let mistakes = [
    Mistake(
      "no file", importing, says: "«goods.csv» can't be read; correct the path or its rights"),
    Mistake(
      "a folder", importing, says: "«goods.csv» can't be read; correct the path or its rights"
    ) { here in try write("", to: here + "/goods.csv/readme") },
    Mistake(
      "text that is not UTF-8", importing,
      says: "goods.csv:2: not UTF-8 text; save the file as UTF-8 (in a spreadsheet: «CSV UTF-8»); "
        + "nothing was imported"
    ) { here in
      try write(
        Data("name;price;vat\n".utf8) + [0xCA, 0xEE] + Data(";1;none\n".utf8),
        to: here + "/goods.csv")
    },
    file(
      "nothing", "",
      says: "1: no goods in the file; write a line of column names and a line for each good"),
    file(
      "a price that is none", "name;price;vat\nКофе;дорого;none\n",
      says: "2: price: a price was expected, got «дорого»: *"),
    file(
      "a price that overflows", "name;price;vat\nКофе;99999999999999999999;none\n",
      says: "2: price: a price was expected, got «99999999999999999999»: "
        + "the amount is over 2814749767106.55 ₽; split it"),
    file(
      "a price of nothing", "name;price;vat\nКофе;0;none\n",
      says: "2: price: a price above zero was expected, got zero; correct it"),
    file(
      "a barcode twice",
      "barcode;name;price;vat\n4600000000015;Кофе;1;none\n4600000000015;Чай;1;none\n",
      says: "3: barcode: 4600000000015 is already on line 2; "
        + "a barcode belongs to one good, take one away"),
    file(
      "a VAT rate of nobody's", "name;price;vat\nКофе;1;vat21\n",
      says: "2: vat: «vat21» is not known; use vat20, *"),
    file(
      "a column misspelt", "name;price;vat;departmant\nКофе;1;none;bar\n",
      says: "1: no column «departmant» is known; did you mean «department»?"),
    file(
      "a quote left open", "name;price;vat\nЧай;1;none\n\"Кофе;1;none\n",
      says: "3: a quote is opened and not closed; close it, or double it («\"\"») in a name"),
    file(
      "a cell too many", "name;price;vat\nВода; 0,5 л;1;none\n",
      says: "2: 3 cells were expected, got 4; a name with the separator in it needs quotes"),
  ]

  @Test(arguments: mistakes)
  func `says in one line what is wrong with a goods file`(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test func `lists every mistake of a file, then that nothing was imported`() throws {
    let folder = try TestFolder()
    try write("name;price;vat\nКофе;x;none\nЧай;1;y\n", to: folder.path + "/goods.csv")
    let run = try CommandRun(Self.importing, in: folder.path)
    let lines = run.errors.split(separator: "\n")
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("goods.csv:2: price: ") && lines[1].hasPrefix("goods.csv:3: vat: "))
    #expect(lines[2] == "kassa-run: nothing was imported; correct these 2")
    #expect(try CommandRun(["goods", "list", "--data", "data"], in: folder.path).code == 2)
  }

  @Test func `imports a byte order mark, CRLF and quotes, and lists what imports again`() throws {
    let folder = try TestFolder()
    let text = "name;price;vat\r\n\"Вода \"\"Лето\"\"; 0,5 л\";70,00;none\r\nЧай;90;none\r\n"
    try write(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), to: folder.path + "/goods.csv")
    #expect(try CommandRun(Self.importing, in: folder.path).output == "2 goods imported\n")
    let listed = try CommandRun(["goods", "list", "--data", "data"], in: folder.path).output
    #expect(listed.contains("\n;\"Вода \"\"Лето\"\"; 0,5 л\";70.00;none;piece;;commodity\n"))
    try write(listed, to: folder.path + "/goods.csv")
    #expect(try CommandRun(Self.importing, in: folder.path).output == "2 goods imported\n")
    #expect(try CommandRun(["goods", "list", "--data", "data"], in: folder.path).output == listed)
  }
}
