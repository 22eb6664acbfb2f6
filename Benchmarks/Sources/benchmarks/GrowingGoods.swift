import CRaw
import Foundation

@testable import KassaRuntime

/// Row 14: a shop of many goods: importing them, finding one by its code and by what is typed.
enum GrowingGoods {
  struct Figures {
    var importSeconds = 0.0
    var importKibibytes = 0
    /// Nanoseconds, as below.
    var barcode = 0.0
    var department = 0.0
    var searches: [(text: String, count: Int, spent: Double)] = []
    var slowest: Double { searches.map(\.spent).max() ?? .nan }
  }

  static func measure(in folder: TemporaryFolder, goods count: Int) throws -> Figures {
    var figures = Figures()
    let data = try folder.make("goods-\(count)")
    let file = data + "/goods.csv"
    try write(count, to: file)
    (figures.importSeconds, figures.importKibibytes) = try run([
      "goods", "import", file, "--data", data,
    ])
    let table = try GoodsTable(folder: data)
    figures.barcode = try median(
      (0..<101).map { _ in
        try nanoseconds {
          let code = barcode(Int.random(in: 0..<count))
          guard try table.good(barcode: code) != nil else { throw Failure("no \(code)") }
        }
      })
    figures.department = try median(
      (0..<9).map { _ in try nanoseconds { _ = try table.goods(of: "отдел 7") } })
    figures.searches = try typed.map { text in
      var found = 0
      let spent = try (0..<9).map { _ in
        try nanoseconds { found = try table.search(text).count }
      }
      return (text, found, median(spent))
    }
    return figures
  }

  static func rows(in folder: TemporaryFolder, goods count: Int) throws -> [Row] {
    let figures = try measure(in: folder, goods: count)
    let (seconds, mebibytes) = (figures.importSeconds, figures.importKibibytes >> 10)
    return [
      Row(
        what: "import of \(count) goods", measured: "\(decimal(seconds, 1)) s", against: "–",
        ratio: "–", reach: "≤ 25 s", isReached: seconds <= 25, note: "`kassa-run goods import`"),
      Row(
        what: "its memory", measured: "\(mebibytes) MB", against: "–", ratio: "–",
        reach: "≤ 100 MB", isReached: mebibytes <= 100, note: "the most of the process"),
      row("a barcode among \(count) goods", figures.barcode, most: 1),
      row(
        "first page of a search, slowest of \(typed.count)", figures.slowest, most: 20,
        note: figures.searches.map { "«\($0.text)» \(time($0.spent)) of \($0.count)" }
          .joined(separator: ", ")),
      row("a department's tiles", figures.department, most: 50),
    ]
  }

  private static func row(
    _ what: String, _ spent: Double, most milliseconds: Double, note: String = ""
  ) -> Row {
    Row(
      what: what, measured: time(spent), against: "–", ratio: "–",
      reach: "≤ \(decimal(milliseconds, 0)) ms", isReached: spent <= milliseconds * 1e6, note: note)
  }

  /// Letters, beginnings, middles, common and rare words, several of them, the other layout, slips, nothing.
  private static let typed = [
    "м", "ъ", "7", "ко", "щё", "мол", "молоко", "олоко", "молоко 3", "о а е", "кр 1",
    "сыр красн 250",
    "вода газированная 0,5 л", "гвозди 4х100", "ъъ", "щ щ", "vjkjrj", "малоко", "шокалод молочный",
    "газирований", "ничего такого", "zzzz", "123456", "а", "л 1",
  ]

  private static let kinds = [
    "Молоко", "Сыр", "Вода газированная", "Гвозди", "Шоколад", "Хлеб", "Краска", "Кофе", "Чай",
    "Печенье",
    "Крупа", "Сок", "Колбаса", "Шуруп", "Кабель", "Лампа", "Бумага", "Тетрадь", "Мыло", "Порошок",
    "Щётка", "Кисть", "Объектив", "Перчатки", "Клей", "Пакет", "Конфеты", "Масло", "Йогурт",
    "Кефир",
  ]
  private static let qualities = [
    "красный", "молочный", "зелёный", "домашний", "фермерский", "крупный", "мелкий", "тёмный",
    "светлый",
    "особый", "детский", "садовый", "белый", "чёрный", "прочный", "лёгкий", "горький", "сладкий",
    "сухой",
    "свежий", "Nescafé", "«Лето»", "Premium", "Ашан", "ГОСТ", "импортный", "ручной", "северный",
  ]
  private static let syllables = [
    "ба", "ве", "го", "да", "жи", "зу", "ка", "ле", "ма", "но", "пе", "ри", "со", "ту", "фа", "хо",
    "ча", "ша",
  ]

  private static func write(_ count: Int, to file: String) throws {
    guard FileManager.default.createFile(atPath: file, contents: nil),
      let handle = FileHandle(forWritingAtPath: file)
    else { throw Failure("\(file) can't be written") }
    var numbers = SystemRandomNumberGenerator()
    var text = "barcode;name;price;vat;measure;department;subject\n"
    for place in 0..<count {
      let brand = (0..<3).map { _ in syllables.randomElement(using: &numbers) ?? "" }.joined()
      let kind = kinds.randomElement(using: &numbers) ?? ""
      let quality = qualities.randomElement(using: &numbers) ?? ""
      let size = Int.random(in: 1...999, using: &numbers)
      text += "\(barcode(place));\(kind) \(quality) \(brand) \(size) г;\(size),50;vat22;piece;"
      text += "отдел \(place % 100);\n"
      if text.utf8.count > 1 << 20 {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// Thirteen digits with their check digit, in no order.
  private static func barcode(_ place: Int) -> String {
    let digits = Array("46\(1_000_000_000 + place * 7_368_787 % 1_000_000_000)".utf8).map {
      Int($0) - 48
    }
    let sum = digits.enumerated().reduce(0) {
      $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3)
    }
    return digits.map(String.init).joined() + "\((10 - sum % 10) % 10)"
  }

  /// Runs `kassa-run` to its end: seconds, and the most memory it had.
  private static func run(_ arguments: [String]) throws -> (Double, Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Project.kassaRun)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    let spent = try nanoseconds {
      try process.run()
      process.waitUntilExit()
    }
    guard process.terminationStatus == 0 else { throw Failure("\(arguments)") }
    var usage = rusage()
    // RUSAGE_CHILDREN, whose type differs from one system to another.
    getrusage(-1, &usage)
    return (spent / 1e9, usage.ru_maxrss)
  }
}
