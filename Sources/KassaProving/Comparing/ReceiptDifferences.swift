import KassaRuntime

/// What an accountant would notice of two documents of the same sale, field by field.
enum ReceiptDifferences {
  static func between(_ old: FiscalDocument, _ new: FiscalDocument) -> [Difference] {
    var found: [Difference] = []
    func note(_ field: String, _ from: String, _ to: String, isAmount: Bool = false) {
      guard from != to else { return }
      found.append(Difference(.receipt, field, from: from, to: to, isAmount: isAmount))
    }
    func note(_ field: String, _ from: Money?, _ to: Money?) {
      note(field, from.map { "\($0)" } ?? "none", to.map { "\($0)" } ?? "none", isAmount: true)
    }
    note("type", "\(old.type)", "\(new.type)")
    note("cashier", old.cashier, new.cashier)
    note("seller", old.seller.shown, new.seller.shown)
    note("taxation", old.taxation.name, new.taxation.name)
    note("contact", old.contact ?? "none", new.contact ?? "none")
    found += lines(old.lines, new.lines)
    note("total", old.total, new.total)
    // What is paid by follows the total; how is looked at where that is the same.
    if old.total == new.total {
      note("paid in cash", old.payments.cash, new.payments.cash)
      note("paid by card", old.payments.cashless, new.payments.cashless)
      note("set off", old.payments.prepaid, new.payments.prepaid)
      note("on credit", old.payments.credit, new.payments.credit)
      note("paid otherwise", old.payments.other, new.payments.other)
      note("change", old.change, new.change)
    }
    // So do the notes of what terminals took.
    if old.total == new.total, old.payments == new.payments {
      for (one, other) in notes(old.ownNotes, new.ownNotes) { note("notes", one, other) }
    }
    return found
  }

  /// What differs of what paper shows beside; of two rows with one sum what stands before it.
  private static func notes(_ old: [String], _ new: [String]) -> [(String, String)] {
    guard old.count == new.count else {
      let texts = [old, new].map { $0.isEmpty ? "none" : $0.joined(separator: " / ") }
      return [(texts[0], texts[1])]
    }
    return zip(old, new).map { one, other in
      let parts = [one, other].map { $0.split(separator: ": ").map(String.init) }
      guard parts[0].count == 2, parts[1].count == 2, parts[0][1] == parts[1][1] else {
        return (one, other)
      }
      return (parts[0][0], parts[1][0])
    }
  }

  private static func lines(_ old: [FiscalLine], _ new: [FiscalLine]) -> [Difference] {
    var found: [Difference] = []
    var left = new
    for line in old {
      guard let index = left.firstIndex(where: { $0.name == line.name }) else {
        found.append(.alone(.receipt, "line «\(line.name)»", "is gone"))
        continue
      }
      found += between(line, left.remove(at: index))
    }
    return found + left.map { .alone(.receipt, "line «\($0.name)»", "is new") }
  }

  private static func between(_ old: FiscalLine, _ new: FiscalLine) -> [Difference] {
    var found: [Difference] = []
    func note(_ field: String, _ from: String, _ to: String, isAmount: Bool = false) {
      guard from != to else { return }
      found.append(
        Difference(
          .receipt, field, example: old.name, from: from, to: to, isAmount: isAmount))
    }
    note("VAT", old.vat.shown, new.vat.shown)
    note("subject", old.subject.name, new.subject.name)
    note("method", old.method.name, new.method.name)
    note("measure", old.measure.name, new.measure.name)
    note("quantity", "\(old.quantity)", "\(new.quantity)", isAmount: true)
    note("discount", old.reduction, new.reduction, isAmount: true)
    note("name of the discount", old.discountName ?? "none", new.discountName ?? "none")
    if old.reduction == new.reduction {
      note("price", "\(old.price)", "\(new.price)", isAmount: true)
      note("sum", "\(old.sum)", "\(new.sum)", isAmount: true)
    }
    return found
  }
}

extension FiscalLine {
  /// What was taken off, and its share of what the line would cost without.
  fileprivate var reduction: String {
    guard let discount, discount > .zero else { return "none" }
    let whole = sum.kopecks + discount.kopecks
    let share = whole > 0 ? discount.kopecks * 10_000 / whole : 0
    let percent = share % 100 == 0 ? "\(share / 100)" : "\(share / 100).\(share % 100)"
    return "\(discount) (\(percent) %)"
  }
}

extension VATRate {
  /// As people say it.
  fileprivate var shown: String { name }
}

extension Seller {
  fileprivate var shown: String { "\(name), \(inn), \(address), \(place)" }
}

extension FiscalDocument {
  /// What paper shows beside, but for the script's name, which always differs.
  fileprivate var ownNotes: [String] { notes.filter { !$0.hasPrefix("Сценарий ") } }
}
