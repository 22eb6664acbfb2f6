import Foundation

/// Rows 20 and 21: `kassa-run diff` of two cafés, and `explore` of each example store to its end.
enum ComparedStores {
  private static let stores = ["cafe", "kiosk", "optician", "master", "stall"]
  private static let examples = Project.root + "/Scripts/lua/stores/"

  static func compared(in folder: TemporaryFolder) throws -> [Row] {
    let other = try folder.make("compared") + "/cafe"
    try FileManager.default.copyItem(atPath: Project.cafe, toPath: other)
    let (_, code, spent) = try KassaRun.call(["diff", Project.cafe, other])
    return [
      Row(
        what: "diff of two cafés", measured: time(spent), against: "–", ratio: "–",
        reach: "< 5 s, closed", isReached: code == 0 && spent < 5e9,
        note: "equal ones, of the processor; exit code \(code), where 5 is a bound that was reached"
      )
    ]
  }

  static func explored() throws -> [Row] {
    try stores.map { store in
      let began = ContinuousClock.now
      let (said, code, spent) = try KassaRun.call(
        ["explore", examples + store, "--chain", examples + "chain", "--on", "2026-01-12"])
      let taken = (ContinuousClock.now - began) / .nanoseconds(1)
      let words = said.split(separator: "\n").first { $0.contains("closed:") } ?? ""
      return Row(
        what: "explore of \(store)", measured: time(taken), against: "–", ratio: "–",
        reach: "< 20 s, closed", isReached: said.contains("closed: yes") && taken < 20e9,
        note: "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(time(spent)) of the "
          + "processor; exit code \(code): \(words)")
    }
  }
}
