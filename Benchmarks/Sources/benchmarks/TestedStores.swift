import Foundation

/// Row 17: what `kassa-run test` takes for a fleet of generated stores.
enum TestedStores {
  private static let stores = 1_000
  /// With those that every store must pass, twenty of each.
  private static let own = 12

  static func rows(in folder: TemporaryFolder) throws -> [Row] {
    let fleet = folder.path + "/fleet"
    let names = (1...stores).map { "\(fleet)/\(String($0 + 10_000).dropFirst())" }
    for (index, name) in names.enumerated() { try make(name, index) }
    let (begin, before) = (Date(), CheckedStores.spent())
    guard FirstPrompt.start([Project.kassaRun, "test"] + names, wanted: nil) > 0 else {
      throw Failure("test did not run")
    }
    let (elapsed, spent) = (-begin.timeIntervalSinceNow, CheckedStores.spent() - before)
    let count = stores * (own + 8)
    let each = Int(Double(count) / (spent / 1e9))
    return [
      Row(
        what: "1,000 stores × 20 scenarios", measured: time(elapsed * 1e9), against: "–",
        ratio: "–", reach: "≤ 10 s", isReached: elapsed <= 10,
        note: "on as many threads as there are processors; \(time(spent)) of processor time"),
      Row(
        what: "scenarios a second of processor time", measured: "\(each)", against: "–",
        ratio: "–", reach: "≥ 1,000", isReached: each >= 1_000,
        note: "loading of their stores included"),
    ]
  }

  private static func make(_ folder: String, _ index: Int) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/scenarios", withIntermediateDirectories: true)
    let store = """
      -- Store \(index)
      return store {
        api = 1, name = "Магазин \(index)", inn = "7701234567", taxation = "usn_income",
        address = "Москва, Лесная, \(index)", place = "Касса", cashiers = { "Анна", "Олег" },
        on = { line_added = function(line) if line.price > rub "9000" then return veto "дорого" end end },
      }
      """
    try store.write(toFile: folder + "/store.lua", atomically: true, encoding: .utf8)
    var days = ""
    for day in 1...own {
      days += """
        scenario("day \(day)", function()
          day.sign_in()
          day.add { name = "Чай", price = rub "\(100 * day)" }
          day.add { name = "Хлеб", price = rub "80" }
          day.pay "card"
          day.go_on()
          day.expect_receipt { total = rub "\(100 * day + 80)" }
        end)

        """
    }
    try days.write(toFile: folder + "/scenarios/days.lua", atomically: true, encoding: .utf8)
  }
}
