/// All that a journal has on one receipt, for whoever has to judge it.
package struct ReceiptAudit: Sendable {
  /// The receipt's id.
  package let receipt: String
  /// What the whole journal says of itself, its chain and rules checked.
  package let verdict: JournalReader.Verdict
  /// The flows that it went through, in order.
  package fileprivate(set) var flows: [AuditedFlow] = []
  package fileprivate(set) var charges: [AuditedCharge] = []
  /// What was frozen to be printed last; nil where it came to no print.
  package fileprivate(set) var document: FiscalDocument?
  /// What it became; nil where it was not printed.
  package fileprivate(set) var issued: Issued?
  /// The document before it: of a correction the reverse of its original.
  package fileprivate(set) var reverse: (document: FiscalDocument, issued: Issued)?
  /// The document that it gives back or puts right; nil of a sale.
  package fileprivate(set) var original: Int?
  /// Whose yes it took to give back or to put right, and what stands for a second person; none of a sale.
  package fileprivate(set) var allowed: [String] = []
  /// What makes its document a correction; nil of any other.
  package fileprivate(set) var correction: AuditedCorrection?
  /// Documents that give it back or put it right, in order.
  package fileprivate(set) var followed: [AuditedFollower] = []
}

/// What a correction is based on.
package struct AuditedCorrection: Sendable {
  /// "tender", "sum", "lines", "unpaid" of a document that was wrong; "missing", "late" of a sale that had none.
  package let wrong: String
  /// The fiscal document that is put right (tag 1040), its sign and day; nil where there was none.
  package let original: (document: Int, sign: String, day: String)?
  /// Of a sale that had no document its day, and the number and date of the statement that stands for one.
  package let statement: (day: String, number: String, date: String)?
  /// "terminal «Сбер», number 0042": of card money that no charge shows.
  package let slip: String?
}

/// A document that gives a sale back, or puts it right.
package struct AuditedFollower: Sendable {
  package enum Kind: String, Sendable { case `return`, correction }

  package let kind: Kind
  /// Its receipt's id.
  package let receipt: String
  package let issued: Issued
}

/// One flow of a receipt.
package struct AuditedFlow: Sendable {
  /// The number of its first entry.
  package let entry: Int
  package let name: String
  package let at: Moment
  /// The content hash of the script that ran; nil where the program itself did.
  package let bundle: String?
  /// "store", "stock" or "last".
  package let level: String
  package fileprivate(set) var prompts: [AuditedPrompt] = []
  /// What else was committed, in a few words each.
  package fileprivate(set) var entries: [AuditedEntry] = []
  /// Why the prompts are not here as they were read.
  package fileprivate(set) var unread: String?
}

package struct AuditedEntry: Sendable {
  package let number: Int
  package let summary: String
}

/// A prompt as it was read, and what was said to it.
package struct AuditedPrompt: Sendable {
  package let id: String
  package let title: String
  /// The till's own line about money, what stood under the title, the receipt at a sale.
  package let lines: [String]
  package let buttons: [String]
  /// Nil where nobody answered.
  package let answer: String?
  /// "hand", "scan" or "program".
  package let source: String?
  /// Who stood at the till.
  package let person: String?
  package let at: Moment?
}

/// A try to charge a terminal, or to undo a charge.
package struct AuditedCharge: Sendable {
  package let number: Int
  package let terminal: String
  package let operation: String
  package let amount: Money
  /// Why that terminal: the rule that chose it, or who.
  package let reason: String
  package let outcome: String
  /// Whose word it is.
  package let witness: String?
  /// "rrn 123456789012", as typed.
  package let slip: [String]
  package let since: Moment
}

extension JournalReader {
  /// All that the journal has on the receipt of that id; nil where it has none.
  ///
  /// - Throws: `JournalError.broken` where the journal does not hold together.
  package func audit(receipt id: String) throws -> ReceiptAudit? {
    var audit = ReceiptAudit(receipt: id, verdict: try verify())
    let known = PastOutside.Known()
    try forEachFlow { flow, bundle in
      audit.follow(flow)
      guard flow.start.receipt.id == id else { return }
      try audit.add(flow, bundle, known)
    }
    return audit.flows.isEmpty ? nil : audit
  }
}

extension ReceiptAudit {
  /// Notes what a flow of another receipt printed that gives this one back, or puts it right.
  fileprivate mutating func follow(_ flow: PastFlow) {
    let start = flow.start.receipt
    var sale = (start.back?.sale ?? start.correcting?.sale)?.receipt
    var kind = start.isCorrection ? AuditedFollower.Kind.correction : .return
    for case .receipt(let change) in flow.entries.flatMap(\.changes) {
      switch change {
      case .returnBegun(let begun): (sale, kind) = (begun.receipt, .return)
      case .correctionBegun(let original, _): (sale, kind) = (original.sale.receipt, .correction)
      case .printed(let issued) where sale == receipt:
        followed.append(AuditedFollower(kind: kind, receipt: start.id, issued: issued))
      default: continue
      }
    }
  }

  fileprivate mutating func add(
    _ flow: PastFlow, _ bundle: () throws -> Bundle?, _ known: PastOutside.Known
  ) throws {
    var audited = AuditedFlow(
      entry: flow.entry, name: flow.name, at: flow.at, bundle: flow.bundle,
      level: flow.start.level.rawValue)
    audited.entries = flow.entries.enumerated().map { place, entry in
      AuditedEntry(number: flow.entry + place, summary: entry.summary)
    }
    do {
      if let files = try bundle() {
        let record = try PastRecord(flow, ShadowScript(files), known)
        audited.prompts = record.audited(flow.start.cashier)
      } else {
        audited.unread =
          flow.bundle == nil ? "the program's own flow ran" : "its script is not in the journal"
      }
    } catch let error as Replay.Divergence {
      audited.unread = "its script does not come to what is recorded: \(error)"
    } catch let error as StoreError { audited.unread = "its script can't be read: \(error)" }
    flows.append(audited)
    try note(flow)
  }

  /// Takes the receipt as the flow left it.
  private mutating func note(_ flow: PastFlow) throws {
    var ledger = flow.ledger
    var last = flow.start.receipt
    for (place, entry) in flow.entries.enumerated() {
      try ledger.apply(entry, number: flow.entry + place)
      guard let receipt = ledger.receipt else { continue }
      let wasReversed = last.correcting?.reversed != nil
      last = receipt
      original = (receipt.back?.sale ?? receipt.correcting?.sale)?.document
      allowed = receipt.allowedBy
      correction = receipt.auditedCorrection
      switch receipt.printing {
      case .notYet:
        // Of a correction the right document is still to come.
        if !wasReversed, let document, let issued = receipt.correcting?.reversed {
          reverse = (document, issued)
          self.document = nil
        }
      case .intended(let intent): document = try DocumentFreezer.thaw(intent.document)
      case .done(let issued): self.issued = issued
      }
    }
    charges = last.attempts.map(AuditedCharge.init)
  }
}

extension Receipt {
  fileprivate var auditedCorrection: AuditedCorrection? {
    guard isCorrection else { return nil }
    let slip = correctionSlip.map { "terminal «\($0.terminal.name)», \($0.use.number)" }
    if let correcting {
      return AuditedCorrection(
        wrong: correcting.wrong.rawValue,
        original: (
          correcting.sale.document, correcting.original.sign, correcting.original.day
        ), statement: nil, slip: slip)
    }
    let statement = missing.flatMap { missing in
      missing.isLate == true ? nil : (missing.day, missing.basis, missing.basisDate)
    }
    return AuditedCorrection(
      wrong: isLate ? "late" : "missing", original: nil, statement: statement, slip: slip)
  }

  fileprivate var allowedBy: [String] {
    if let by = back?.allowed?.by { return [by] }
    guard let allowed = (correcting?.allowed ?? missing?.allowed) else { return [] }
    let with = allowed.with == allowed.by ? nil : allowed.with
    return [allowed.by, with, allowed.reason].compactMap(\.self)
  }
}

extension PastRecord {
  fileprivate func audited(_ cashier: String?) -> [AuditedPrompt] {
    var person = cashier
    return zip(trail.asked, said).map { asked, said in
      for case .person(let name) in said?.before ?? [] { person = name }
      let prompt = asked.prompt
      let effect = prompt.effect.map { [$0.text(prompt.language)] } ?? []
      let body = prompt.body.split(separator: "\n").map(String.init)
      return AuditedPrompt(
        id: prompt.id, title: prompt.title, lines: effect + body + prompt.saleLines,
        buttons: prompt.buttons.map(\.label), answer: said?.answer.words(to: prompt),
        source: said?.by?.rawValue, person: said == nil ? nil : person, at: said?.at)
    }
  }
}

extension Prompt {
  /// What the sale's screen shows of the receipt.
  fileprivate var saleLines: [String] {
    guard case .sale(let view) = kind, !view.lines.isEmpty else { return [] }
    return view.lines.map { "\($0.quantity) × \($0.name) \($0.sum)" } + ["total \(view.total)"]
  }
}

extension RecordedAnswer {
  /// As the person who gave it would say it.
  fileprivate func words(to prompt: Prompt) -> String {
    switch self {
    case .verdict(let right): right ? "the right PIN" : "a wrong PIN"
    case .duplicate(let text, _): "«\(text)», a slip accepted before"
    case .given(.button(let id)):
      "[\(prompt.label(of: id) ?? id)]"
    case .given(.amount(let amount)): "\(amount)"
    case .given(.text(let text)): "«\(text)»"
    case .given(.action(let action)): action.value.jsonText
    case .given(.count(let figures)):
      figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    case .given(.cancel): "left without an answer"
    }
  }
}

extension AuditedCharge {
  fileprivate init(_ attempt: Attempt) {
    let (outcome, approval): (String, Approval?) =
      switch attempt.state {
      case .open: ("no outcome yet", nil)
      case .unknown: ("unknown", nil)
      case .claimed: ("said to be approved, not proven", nil)
      case .mismatched(let amount): ("its slip shows \(amount)", nil)
      case .approved(let approval): ("approved", approval)
      case .declined: ("declined", nil)
      case .notRun: ("not run", nil)
      case .voided(let approval): ("approved, then undone", approval)
      }
    let slip = approval?.slip
    let amount = slip?.amount.map { ["amount \($0)"] } ?? []
    let texts = SlipField.allCases.compactMap { field in
      slip?[field].map { "\(field.rawValue) \($0)" }
    }
    self.init(
      number: attempt.id, terminal: attempt.terminal.name,
      operation: attempt.deed.rawValue, amount: attempt.amount,
      reason: attempt.reason, outcome: outcome, witness: approval?.witness.words,
      slip: amount + texts, since: attempt.since)
  }
}

extension Witness {
  fileprivate var words: String {
    switch self {
    case .person(let cashier): cashier
    case .device(let reply): "the terminal: \(reply)"
    }
  }
}
