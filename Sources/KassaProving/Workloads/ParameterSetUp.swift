import Foundation
import KassaRuntime

extension StoreBundle {
  /// Gives a new till the parameters that its store declares: their examples, and `values` over them.
  func setUp(
    _ data: String, _ values: [String: Value] = [:], at now: Moment, random: () -> UInt64
  ) throws {
    let manifest = try StoreLoading.load(self).manifest
    guard !manifest.parameters.isEmpty || !values.isEmpty,
      !FileManager.default.fileExists(atPath: data + "/journal.sqlite")
    else { return }
    let desk = try ParameterDesk(
      folder: data, store: self, by: "setup", clock: { now }, random: random)
    try desk.give(manifest.parameters.merging(values) { _, given in given })
  }
}
