/// One day of a till: who comes, and how it ends.
struct LongRunDay: Sendable {
  /// What the cashier does between two customers.
  enum Next: Sendable {
    case customer(Workload, isWild: Bool)
    /// The evening's work, done plainly.
    case work(Workload)
    case goHome
  }

  private let customers: Int
  /// The next morning then meets the end of the shift's 24 hours.
  private let forgetsToClose: Bool
  private var served = 0
  private var takenBack = 0
  private var closings = 0

  init(_ numbers: inout SplitMix64) {
    customers = 30 + numbers.below(100)
    forgetsToClose = numbers.once(in: 6)
  }

  /// Whether the shift was told to close: whoever signs in next does so tomorrow.
  var isClosing: Bool { closings > 0 }

  /// - Parameter parked: how many receipts are set aside.
  mutating func next(parked: Int, _ numbers: inout SplitMix64) -> Next {
    if served < customers {
      served += 1
      return Self.customer(&numbers)
    }
    // Some can't be resolved today.
    if parked > 0, takenBack < Self.takenBackMax {
      takenBack += 1
      return .work(.takeBack)
    }
    guard !forgetsToClose, closings < Self.closingsMax else { return .goHome }
    closings += 1
    return .work(.closeShift)
  }

  private static let takenBackMax = 30
  private static let closingsMax = 3

  /// Most pay by card or cash and that is that; some want anything a cashier can do; one in five
  /// meets a cashier who does anything a person can.
  private static func customer(_ numbers: inout SplitMix64) -> Next {
    let all = Workload.all
    let workload = all[numbers.below(numbers.once(in: 3) ? all.count : 2)]
    return .customer(workload, isWild: numbers.once(in: 5))
  }
}
