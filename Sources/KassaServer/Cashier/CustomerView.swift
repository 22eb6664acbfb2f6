import KassaRuntime
import KassaWire

/// What the customer sees: goods and sums of this receipt, and what they are to do.
///
/// No contact, no names of people, nothing that is set aside, no words of a store's.
struct CustomerView {
  private enum State: String {
    case empty, sale, card, transfer, cash, change, thanks
    /// Whether they have paid is looked at.
    case wait
    /// Money goes back to them.
    case refund
  }

  private var state = State.empty
  /// The receipt as it was shown last; its lines are written only where somebody sees them.
  private var sale: SaleView?
  private var due: Money?
  private var picture: QRPicture?
  /// Since when the customer is thanked.
  private var thanked: ContinuousClock.Instant?

  /// So long thanks and the receipt's code stay, unless the next customer's goods come.
  private static let thanksLast = Duration.seconds(20)

  /// What the cashier is asked.
  mutating func note(_ prompt: Prompt) {
    switch prompt.kind {
    case .sale(let view): note(view)
    case .outcome(let question): note(question, of: prompt.id)
    default:
      if let wait = prompt.wait { return note(wait) }
      if prompt.id.hasPrefix("person.") || prompt.id.hasPrefix("sign_in") { return clear() }
      switch (prompt.id, prompt.effect?.act) {
      case ("payment.cash", _): pay(.cash, prompt.effect?.amount)
      case ("payment.change", _): pay(.change, nil)
      case (_, .closing), (_, .refund), (_, .handover), (_, .correction): clear()
      default: if asks { (state, due) = (.sale, nil) }
      }
    }
  }

  private mutating func note(_ view: SaleView) {
    let isNew = view.lines.isEmpty
    // Thanks stay until the next customer's first good.
    if isNew, state == .thanks || state == .change {
      state = .thanks
      return
    }
    (state, thanked) = (isNew ? .empty : .sale, nil)
    sale = view
    due = view.paid > .zero ? try? view.total - view.paid : nil
    picture = nil
  }

  /// What a terminal did is asked: at a window the customer is to do something, elsewhere it is looked at.
  private mutating func note(_ question: OutcomeQuestion, of id: String) {
    guard question.operation == .charge else {
      // What is given back was bought long ago: these lines are another receipt's.
      clear()
      return pay(.refund, question.amount)
    }
    guard id.hasSuffix(".window") else { return pay(.wait, question.amount) }
    pay(id.hasPrefix("transfer.") ? .transfer : .card, question.amount)
  }

  mutating func note(_ wait: TillWait) {
    guard wait.device == .terminal, let amount = wait.amount else { return }
    if wait.operation ?? .charge != .charge { clear() }
    pay(wait.operation ?? .charge == .charge ? .card : .refund, amount)
  }

  /// Whether the customer is asked for money, or waits for what becomes of it.
  private var asks: Bool {
    switch state {
    case .card, .transfer, .cash, .wait, .refund: true
    case .empty, .sale, .change, .thanks: false
    }
  }

  mutating func note(_ paper: Paper) {
    switch paper.kind {
    case .receipt:
      (state, thanked) = (.thanks, .now)
      due = nil
      picture = paper.qr.flatMap(QRPicture.init)
    case .shiftClosing, .shiftInterim: clear()
    // A shift is opened in the middle of its first sale.
    case .shiftOpening, .copy: return
    }
  }

  /// Takes the thanks away once they were long enough to be read.
  mutating func pass(to now: ContinuousClock.Instant) {
    if let thanked, thanked.duration(to: now) > Self.thanksLast { clear() }
  }

  private mutating func pay(_ state: State, _ amount: Money?) {
    self.state = state
    if let amount { due = amount }
  }

  private mutating func clear() { self = CustomerView() }

  var wire: Value {
    var view: [String: Value] = [
      "state": .string(state.rawValue), "lines": .list(sale.map { $0.lines.map(\.shown) } ?? []),
      "total": .int(sale?.total.kopecks ?? 0),
    ]
    view["due"] = due.map { .int($0.kopecks) }
    var fields: [String: Value] = ["view": .record(view)]
    if let picture {
      fields["qr"] = ["svg": .string(picture.path), "modules": .int(Int64(picture.modules))]
    }
    return .record(fields)
  }
}

extension SaleView.Line {
  fileprivate var shown: Value {
    [
      "name": .string(name), "quantity": .string(quantity.description),
      "measure": .string(measure.name), "price": .int(price.kopecks),
      "discount": .int(discount.kopecks), "sum": .int(sum.kopecks),
    ]
  }
}
