/// When the cashier may go on without the store's script, and when the till does by itself.
///
/// It follows the prompts of one flow: how many in a row were asked after which nothing changed that a
/// person or a device can change. What a script does to the goods by itself is no change.
struct WayOut {
  private var unchanged = 0
  private var last: Money?

  /// A prompt about money shows the way out from this one in a row on.
  private static let aboutMoneyMin = 3
  /// With money in question the script is left after so many.
  static let promptsMax = 20

  /// What of a receipt people and devices change.
  private struct Money: Hashable {
    let charged, received: KassaRuntime.Money
    let tenders: Int
    let isPrinting, isPrinted, isDetached: Bool
    let slip: Slip?

    init(_ receipt: Receipt) {
      (charged, received) = (receipt.charged, receipt.received)
      tenders = receipt.tenders.count
      (isPrinting, isPrinted) = (receipt.isPrinting, receipt.isPrinted)
      isDetached = receipt.detached
      slip = if case .claimed(let slip)? = receipt.openAttempt?.state { slip } else { nil }
    }
  }

  /// A person has done something to the goods.
  mutating func noteGoods() { last = nil }

  /// Notes a prompt that is about to be asked.
  mutating func note(_ receipt: Receipt) {
    let money = Money(receipt)
    unchanged = money == last ? unchanged + 1 : 1
    last = money
  }

  func isOffered(at request: PromptRequest) -> Bool {
    !request.use.isAboutMoney || unchanged >= Self.aboutMoneyMin
  }

  /// Whether the script has asked too often with money in question.
  func isOverdue(_ receipt: Receipt) -> Bool {
    unchanged > Self.promptsMax && receipt.hasMoneyInQuestion
  }
}
