import KassaRuntime

/// One answer as both of two scripts are given it.
struct PairedMove {
  let old, new: Move

  /// In how many things it departs from the usual.
  var departs: Int { old.departs }
}

/// Which answers of two prompts that stand for each other are the same one.
struct PairedMoves {
  let old, new: Prompt
  /// Whether both receipts come to the same sums.
  let isSameMoney: Bool

  /// Every answer of the old prompt that the new one has too, and what only the new one's script tries.
  func pairs(_ before: [Move], _ after: [Move]) -> [PairedMove] {
    let amounts = { (moves: [Move]) in moves.filter(\.isAmount) }
    let (ofOld, ofNew) = (amounts(before), amounts(after))
    let isByPlace = !isSameMoney && ofOld.count == ofNew.count
    var pairs: [PairedMove] = []
    for move in before {
      if isByPlace, let place = ofOld.firstIndex(of: move) {
        pairs.append(PairedMove(old: move, new: ofNew[place]))
      } else if let answer = counterpart(of: move.answer) {
        pairs.append(PairedMove(old: move, new: Move(answer, departs: move.departs)))
      }
    }
    guard !isByPlace else { return pairs }
    let known = Set(pairs.map(\.new.answer))
    return pairs
      + after.filter { !known.contains($0.answer) && $0.isFree }.map {
        PairedMove(old: $0, new: $0)
      }
  }

  private func counterpart(of answer: Answer) -> Answer? {
    switch answer {
    case .button(let id):
      if new.label(of: id) != nil { return answer }
      let label = old.label(of: id)
      let same = new.buttons.first { each in
        each.label == label && !old.buttons.contains { $0.id == each.id }
      }
      return same.map { .button($0.id) }
    case .cancel: return new.mayCancel ? answer : nil
    case .amount, .text, .action, .count: return answer
    }
  }
}

extension Move {
  var isAmount: Bool { if case .amount = answer { true } else { false } }
  /// Whether it is no button that a script has or has not.
  fileprivate var isFree: Bool {
    switch answer {
    case .amount, .text, .action, .count: true
    case .button, .cancel: false
    }
  }

  /// What of the rights of a cashier it asks for.
  var act: String {
    switch answer {
    case .action(.discount), .action(.discountShare): "discount"
    case .action(.remove), .action(.quantity): "remove"
    case .button: "clear"
    case .action, .amount, .text, .count, .cancel: "answer"
    }
  }
}
