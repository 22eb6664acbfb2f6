import KassaRuntime

/// Every rule, in the order in which a file's lines are looked at.
enum Rules {
  static let all: [@Sendable (Reading) -> [Remark]] = [
    Names.look, Fields.look, Arguments.look, PromptIDs.look, Choices.look, Amounts.look,
    Bytes.look, Ignored.look, Twice.look, Unused.look, Listeners.look, Pure.look, Modules.look,
    StoreKeys.look, Uncalled.look, Mixed.look, Loops.look, Nothing.look, Missing.look,
    Providers.look, Flows.look, Buttons.look, Values.look, GoodsNames.look, Roubles.look,
    FlowsOnly.look, StoreNames.look, PromptArguments.look, Dots.look,
  ]

  /// More of one file would hide the first.
  static let remarksMax = 100

  /// What all of them say of a file, by line, each once.
  static func remarks(_ reading: Reading) -> [Remark] {
    let found = Set(all.flatMap { $0(reading) })
    let sorted = found.sorted {
      ($0.line, $0.words.description) < ($1.line, $1.words.description)
    }
    guard sorted.count > remarksMax else { return sorted }
    let last = sorted[remarksMax]
    return sorted[..<remarksMax] + [
      Remark(
        isMistake: sorted[remarksMax...].contains(where: \.isMistake), line: last.line,
        words: .init("\(sorted.count - remarksMax) more in this file", "mend the first ones first"))
    ]
  }
}
