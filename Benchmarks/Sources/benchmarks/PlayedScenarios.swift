/// Row 19: scenarios a second, by `kassa-run test` of the café again and again.
enum PlayedScenarios {
  private static let rounds = 5
  private static let stores = (few: 4, many: 24)

  static func rows() throws -> [Row] {
    var played = (few: 0, many: 0)
    let figures = try medians(
      rounds: rounds,
      [
        { try processor(stores.many, &played.many) },
        { try processor(stores.few, &played.few) },
      ])
    // What the start of the program takes is in both.
    let each = (figures[0] - figures[1]) / Double(played.many - played.few)
    return [
      Row(
        what: "scenarios played", measured: "\(decimal(1e9 / each, 0)) a second", against: "–",
        ratio: "–", reach: "≥ 1000 a second", isReached: each <= 1e6,
        note: "\(time(each)) of the processor each, reading its store included; "
          + "\(stores.many) stores like the café, of \(played.many / stores.many) scenarios each")
    ]
  }

  private static func processor(_ stores: Int, _ played: inout Int) throws -> Double {
    let folders = [String](repeating: Project.cafe, count: stores)
    let (said, code, spent) = try KassaRun.call(["test", "--json"] + folders)
    guard code == 0, let found = said.firstMatch(of: /"failed":0,"passed":(\d+)/),
      let count = Int(found.output.1)
    else { throw Failure("test did not pass") }
    played = count
    return spent
  }
}
