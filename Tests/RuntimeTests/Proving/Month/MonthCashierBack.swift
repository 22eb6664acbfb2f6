@testable import KassaProving
@testable import KassaRuntime

// MARK: - Money back

extension MonthCashier {
  /// Now and then a customer comes back with something of an earlier sale.
  func maybeGiveBack() {
    guard numbers.once(in: 14) else { return }
    let open = sales.indices.suffix(400).filter {
      !sales[$0].isOver && sales[$0].reallyOn == nil && !sales[$0].left.isEmpty
    }
    guard !open.isEmpty else { return }
    let sale = sales[open[numbers.below(open.count)]]
    var pieces = sale.left
    // Whole, or one line and of that one piece.
    if numbers.once(in: 2), let line = pieces.keys.sorted().first { pieces = [line: 1] }
    let isWhole = sale.back.isEmpty && sale.sum(of: pieces) == sale.goods.reduce(0) { $0 + $1.sum }
    let card = sale.cardLeft.first
    // Voids of the terminal that reckons them its own way come on honest days alone.
    let mayVoid =
      isWhole && sale.cashLeft == 0 && sale.shift == shift && card != nil
      && (card?.terminal != "Сбер" || mistake == nil)
    let cash = max(0, sale.sum(of: pieces) - sale.cardLeft.reduce(0) { $0 + $1.kopecks })
    guard cash <= books.drawer else { return }
    deals.insert(
      .back(
        MonthDeal.Back(
          document: sale.document, pieces: pieces, byVoid: mayVoid && numbers.once(in: 2))),
      at: deals.startIndex)
  }

  func back(_ prompt: Prompt) -> Answer? {
    guard case .back(let back)? = deal else { return nil }
    switch prompt.id {
    case "return.find":
      linesToGive = back.pieces.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      return .text("\(back.document)")
    case "return.which":
      return prompt.buttons.first { $0.label.hasPrefix("№\(back.document) ") }.map {
        .button($0.id)
      }
    case "return.lines":
      guard let line = linesToGive.first else { return .button(back.byVoid ? "void" : "go") }
      linesToGive.removeFirst()
      asked = line.pieces
      return .button("line.\(line.line)")
    case "return.quantity": return .text("\(asked)")
    case "return.allow": return .button("yes")
    case "return.amount", "void.amount": return .amount(Money(checked: asked))
    case "return.number", "void.number": return .text("\(world.slip())")
    case "return.hand_over": return .button("given")
    default: return nil
    }
  }

  /// A terminal gives back what it is asked for.
  func gaveBack(_ prompt: Prompt, _ kopecks: Int64) -> Answer {
    guard case .back(let back)? = deal,
      let terminal = sales.first(where: { $0.document == back.document })?.cardLeft.first?.terminal
    else { return .button("declined") }
    let act = prompt.id == "return.void" ? BankTerminal.Act.void : .refund
    books.book(act, kopecks, at: terminal)
    world.perform(act, kopecks, at: terminal)
    return .button("approved")
  }

  func correction(_ prompt: Prompt) -> Answer? {
    guard case .correct(let document, _)? = deal else { return nil }
    switch prompt.id {
    case "document.find": return .text("\(document)")
    case "document.which": return .button("\(document)")
    case "document.shown": return .button("correct")
    case "correction.wrong": return .button("tender")
    case "correction.cash": return .amount(.zero)
    case "correction.slip": return .text("9\(document)")
    case "correction.allow": return .button("yes")
    default: return nil
    }
  }

  func drawer() -> Answer {
    guard case .move(let kopecks)? = deal, !hasMoved else { return .button("back") }
    return .button(kopecks > 0 ? "in" : "out")
  }

  func closing(_ prompt: Prompt) -> Answer? {
    if case .move(let kopecks)? = deal {
      switch prompt.id {
      case "drawer.in.amount", "drawer.out.amount":
        return .amount(Money(checked: abs(kopecks)))
      case "drawer.in.why": return .button("float")
      case "drawer.out.why": return .button("bank")
      case "drawer.in.done", "drawer.out.done":
        books.move(kopecks)
        hasMoved = true
        return .button("ok")
      default: return nil
      }
    }
    guard case .close? = deal else { return nil }
    let title = (MonthPlan.standalone + ["pinpad", "Пинпад"]).first {
      prompt.body.contains($0) || prompt.title.contains($0)
    }
    let terminal = title == "Пинпад" ? "pinpad" : title ?? ""
    switch prompt.id {
    case "settling.count", "settling.again": return count(terminal)
    case "settling.explained":
      note(explanation: prompt.body)
      return .button("ok")
    case "settling.word":
      world.settle(terminal)
      books.settle(terminal)
      return .button("matched")
    case "shift.close":
      return close()
    default: return nil
    }
  }
}
