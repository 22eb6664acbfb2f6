import Testing

@testable import KassaRuntime

@Suite struct GoodsImportTests {
  private func faults(_ csv: String) -> [String] {
    do {
      _ = try GoodsImport(csv: Array(csv.utf8))
      return []
    } catch {
      return error.faults.map { $0.text(file: "goods.csv") }
    }
  }

  @Test func `reads every column, whatever their order`() throws {
    let read = try GoodsImport(
      csv: Array(
        """
        name;barcode;price;measure;vat;subject;department
        Кофе;4600000000015 C-1;150,00;piece;vat22;service;bar
        Мандарины;;189.9;kilogram;none;;

        """.utf8))
    #expect(
      read.goods == [
        Good(
          id: 1, barcodes: ["4600000000015", "C-1"], name: "Кофе", price: try Money(kopecks: 15000),
          vat: .vat22, measure: .piece, department: "bar", subject: .service),
        Good(
          id: 2, barcodes: [], name: "Мандарины", price: try Money(kopecks: 18990),
          vat: .withoutVAT, measure: .kilogram, department: "", subject: .commodity),
      ])
    #expect(read.warnings.isEmpty)
  }

  @Test(arguments: [
    "name;price;vat\nЧай;10;vat20\n", "name;price;vat\nЧай;10;vat20",
    "name,price,vat\nЧай,10,vat20",
    "\u{FEFF}name;price;vat\r\nЧай;10;vat20\r\n", "NAME; price ;Vat\n Чай ; 10,00 ;VAT20\n",
    "name;price;vat\n\n\"Чай\";\"10\";\"vat20\"\n\n", "price;vat;name\n10;vat20;\"Чай\"",
    "name;price;vat;department\nЧай;10;vat20;", "name;price;vat;department\nЧай;10;vat20;\"\"",
  ])
  func `reads the same good from every dialect`(csv: String) throws {
    let goods = try GoodsImport(csv: Array(csv.utf8)).goods
    #expect(
      goods == [
        Good(id: 1, barcodes: [], name: "Чай", price: try Money(kopecks: 1000), vat: .vat20)
      ])
  }

  @Test(arguments: [
    ("\"Кофе \"\"Арабика\"\"\"", "Кофе «Арабика»"), ("\"Мука; 2 кг\"", "Мука; 2 кг"),
    ("\"Масло, 82%\"", "Масло, 82%"), ("O'Hara", "O'Hara"),
  ])
  func `takes quotes, doubled quotes and separators in a name`(cell: String, name: String) throws {
    let goods = try GoodsImport(csv: Array("name;price;vat\n\(cell);1;none\n".utf8)).goods
    #expect(goods.map(\.name) == [name.replacing("«", with: "\"").replacing("»", with: "\"")])
  }

  /// What a receipt's line would refuse, so that the good could never be sold.
  @Test func `refuses what could not be sold`() {
    let csv = """
      name;price;vat;department
      Карта 4111111111111111;1;none;
      Чай;1;none;4111 1111 1111 1111
      Станок;9999999.01;none;
      Пресс;9999999.00;none;
      """
    let card =
      "it looks like a card number, which no receipt may hold; take it out, or write it with letters"
    #expect(
      faults(csv) == [
        "goods.csv:2: name: \(card)", "goods.csv:3: department: \(card)",
        "goods.csv:4: price: a price of at most 9999999.00 was expected, got 9999999.01; correct it",
      ])
  }

  @Test func `lists every mistake of a file in one run`() {
    let csv = """
      barcode;name;price;vat;measure
      46000;Кофе;1,999;vat22;piece
      46000;;0;vat22;piece
      4/6;Чай;abc;vat;pece
      1;Сок;10
      """
    #expect(
      faults(csv) == [
        "goods.csv:2: price: a price was expected, got «1,999»: "
          + "at most 2 digits may follow the decimal separator",
        "goods.csv:3: barcode: 46000 is already on line 2; "
          + "a barcode belongs to one good, take one away",
        "goods.csv:3: name: a name was expected, got nothing; write what the receipt should say",
        "goods.csv:3: price: a price above zero was expected, got zero; correct it",
        "goods.csv:4: barcode: letters, digits and «-._» were expected, got «4/6»; "
          + "several barcodes go apart by spaces",
        "goods.csv:4: price: a price was expected, got «abc»: "
          + "a digit was expected at position 1, got «a»; type it like 199.50",
        "goods.csv:4: vat: «vat» is not known; use "
          + VATRate.allCases.map(\.name).joined(separator: ", "),
        "goods.csv:4: measure: «pece» is not known (did you mean «piece»?); use "
          + Measure.allCases.map(\.name).joined(separator: ", "),
        "goods.csv:5: 5 cells were expected, got 3; a name with the separator in it needs quotes",
      ])
  }

  @Test(arguments: [
    ("", ":1: no goods in the file; write a line of column names and a line for each good"),
    ("\n\n", ":1: no goods in the file; write a line of column names and a line for each good"),
    (
      "name;price;vat\n",
      ":1: no goods in the file; write a line of column names and a line for each good"
    ),
    ("name;vat\nЧай;none\n", ":1: price: the column is missing; add it to the first line"),
    (
      "name;prise;price;vat\nЧай;1;1;none\n",
      ":1: no column «prise» is known; did you mean «price»?"
    ),
    (
      "name;colour;price;vat\nЧай;1;1;none\n",
      ":1: no column «colour» is known; use barcode, name, price, vat, measure, department, subject"
    ),
    (
      "name;name;price;vat\nЧай;Чай;1;none\n",
      ":1: name: the column is there twice; take one away"
    ),
    (
      "name;price;vat\nЧай;1;none\n\"Сок;1;none\nВода;1;none\n",
      ":3: a quote is opened and not closed; close it, or double it («\"\"») in a name"
    ),
    (
      "name;price;vat\nЧай 5\" ф;1;none\n",
      ":2: a quote in the middle of a cell; "
        + "put the whole cell in quotes and double the one inside"
    ),
    (
      "name;price;vat\n\"Чай\nзелёный\";1;none\n;2;none\n",
      ":2: name: a character that can't be printed; type the cell again"
    ),
    (
      "\"na\nme\u{1B}[2J\";price;vat\n",
      ":1: no column «name[2j» is known; use barcode, name, price, vat, measure, department, subject"
    ),
    (
      "name;price;vat\nЧай;4111 1111 1111 1111 р;none\n",
      ":2: price: a price was expected, got «…»: a group of three digits was expected at position 1; "
        + "type it like 1 234.50"
    ),
    (
      "name;price;vat\nЧай;1;\(String(repeating: "x", count: 1_000))\n",
      ":2: vat: «\(String(repeating: "x", count: 40))…» is not known; use "
        + VATRate.allCases.map(\.name).joined(separator: ", ")
    ),
  ])
  func `says where and what, and what to do`(csv: String, expected: String) {
    #expect(faults(csv).first == "goods.csv" + expected)
  }

  @Test func `counts lines past a line break in quotes`() {
    let csv = "name;price;vat\n\"Чай\nзелёный\";1;none\n;2;none\n"
    #expect(faults(csv).last?.hasPrefix("goods.csv:4: name:") == true)
  }

  @Test func `refuses a file that is not UTF-8, with the line`() {
    let cp1251: [UInt8] =
      Array("name;price;vat\n".utf8) + [0xD7, 0xE0, 0xE9] + Array(";1;none".utf8)
    #expect(throws: GoodsImportError(faults: [.init(line: 2, column: nil, problem: .notUTF8)])) {
      try GoodsImport(csv: cp1251)
    }
  }

  @Test func `warns of a check digit that no scanner reads, and imports it`() throws {
    let csv =
      "barcode;name;price;vat\n4600000000016;Чай;1;none\n4600000000015;Сок;1;none\n777;Мёд;1;none\n"
    let read = try GoodsImport(csv: Array(csv.utf8))
    #expect(
      read.warnings.map { $0.text(file: "g.csv") } == [
        "g.csv:2: barcode: 4600000000016 has a wrong check digit, so no scanner reads it; "
          + "compare it with the package"
      ])
    #expect(read.goods.count == 3)
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [1, 2, 3, 7, 1_000])
  func `reads a file in pieces of any size`(end: String, size: Int) throws {
    let text =
      "\u{FEFF}barcode;name;price;vat\(end)\(end)1 2;\"Чай \"\"Лето\"\"; 5 л\"; 1,50;none\(end);Сок;2;vat10"
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    var left = Array(text.utf8)[...]
    let read = try table.replace(csv: {
      defer { left = left.dropFirst(size) }
      return left.isEmpty ? nil : Array(left.prefix(size))
    })
    #expect(read.count == 2)
    #expect(try table.all() == GoodsImport(csv: Array(text.utf8)).goods)
    #expect(try table.all().map(\.name) == ["Чай \"Лето\"; 5 л", "Сок"])
    #expect(try table.good(barcode: "2")?.price == Money(checked: 150))
  }

  private func importing(_ text: String, into table: GoodsTable) throws -> GoodsRead {
    var left: [UInt8]? = Array(text.utf8)
    return try table.replace(csv: {
      defer { left = nil }
      return left
    })
  }

  @Test func `says the first hundred of many mistakes, and how many more there are`() throws {
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    _ = try importing("name;price;vat\nСтарый;1;none\n", into: table)
    let wrong = "barcode;name;price;vat\n" + String(repeating: "1;Чай;x;none\n", count: 150)
    do {
      _ = try importing(wrong, into: table)
      Issue.record("imported")
    } catch let error as GoodsImportError {
      // Each line but the first has its barcode twice, too.
      #expect(error.faults.count == 100 && error.more == 199)
      #expect(error.faults.prefix(3).map(\.line) == [2, 3, 3])
    }
    #expect(try table.all().map(\.name) == ["Старый"])
  }

  @Test func `counts the warnings of a file whose check digits are all wrong`() throws {
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    let rows = (0..<250).map { "46000000\(10_000 + 10 * $0);Чай;1;none\n" }.filter {
      Good.hasWrongCheckDigit(String($0.prefix(13)))
    }
    let read = try importing("barcode;name;price;vat\n" + rows.joined(), into: table)
    #expect(read.count == rows.count)
    #expect(read.warnings.kept.count == 100 && read.warnings.more == rows.count - 100)
  }

  @Test func `keeps the goods where a file breaks off in the middle of reading`() throws {
    struct Gone: Error {}
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    _ = try importing("name;price;vat\nСтарый;1;none\n", into: table)
    var pieces = ["name;price;vat\nНовый;1;none\n"].map { Array($0.utf8) }
    #expect(throws: Gone.self) {
      try table.replace(csv: {
        guard let piece = pieces.popLast() else { throw Gone() }
        return piece
      })
    }
    #expect(try table.all().map(\.name) == ["Старый"])
    #expect(try importing("name;price;vat\nНовый;1;none\n", into: table).count == 1)
  }

  @Test func `reads no row without an end into memory`() {
    let long = String(repeating: "x", count: 70_000)
    #expect(
      faults("name;price;vat\nЧай;1;none\n\(long);1;none\n") == [
        "goods.csv:3: a row of over 65536 bytes; write a line for each good, "
          + "or close a quote that was opened before"
      ])
    #expect(
      faults("name;price;vat\nЧай;1;none\n\"\(long);1;none\n").first?.hasPrefix(
        "goods.csv:3: a quote is opened and not closed") == true)
  }
}
