import KassaRuntime

/// The audit of a receipt as text and JSON.
struct AuditText {
  /// East of UTC, for the times in it.
  let offsetSeconds: Int

  func lines(_ audit: ReceiptAudit) -> [String] {
    let verdict = audit.verdict
    return [
      "receipt \(audit.receipt)",
      "the journal holds together: \(verdict.entries) entries, head \(verdict.head)",
    ] + audit.flows.flatMap(lines) + audit.charges.flatMap(lines) + paper(audit)
      + audit.followed.map {
        "\($0.kind.rawValue): document \($0.issued.number), sign \($0.issued.sign), \(time($0.issued.at)), "
          + "receipt \($0.receipt)"
      }
  }

  private func lines(_ flow: AuditedFlow) -> [String] {
    let script = flow.bundle.map { "script \($0)" } ?? "no script"
    let head = ["", "\(time(flow.at))  flow «\(flow.name)», entry \(flow.entry), \(script)"]
    if let unread = flow.unread {
      return head + ["  \(unread)"] + flow.entries.map { "  entry \($0.number): \($0.summary)" }
    }
    return head + flow.prompts.flatMap(lines)
  }

  private func lines(_ prompt: AuditedPrompt) -> [String] {
    let shown = ["  «\(prompt.id)» \(prompt.title)"] + prompt.lines.map { "    \($0)" }
    let buttons = prompt.buttons.map { "[\($0)]" }.joined(separator: " ")
    let choices = buttons.isEmpty ? [] : ["    \(buttons)"]
    guard let answer = prompt.answer else { return shown + choices + ["  (no answer)"] }
    let who = [prompt.at.map(time), prompt.person, prompt.source].compactMap(\.self)
    return shown + choices + ["  → \(answer)  (\(who.joined(separator: ", ")))"]
  }

  private func lines(_ charge: AuditedCharge) -> [String] {
    let slip = charge.slip.isEmpty ? [] : ["  slip: " + charge.slip.joined(separator: ", ")]
    return [
      "",
      "\(time(charge.since))  \(charge.operation) \(charge.number): \(charge.amount) on "
        + "«\(charge.terminal)»: \(charge.outcome)",
      "  chosen by: \(charge.reason)",
    ] + (charge.witness.map { ["  by the word of: \($0)"] } ?? []) + slip
  }

  private func paper(_ audit: ReceiptAudit) -> [String] {
    let original =
      (audit.original.map { ["", "it is about document \($0)"] } ?? [])
      + (audit.correction.map { [""] + $0.lines } ?? [])
    let people =
      audit.allowed.isEmpty ? [] : ["", "yes by: " + audit.allowed.joined(separator: ", ")]
    let reverse = audit.reverse.map { lines($0.document, $0.issued) } ?? []
    guard let document = audit.document else {
      return original + people + reverse + ["", "not printed"]
    }
    return original + people + reverse + lines(document, audit.issued)
  }

  private func lines(_ document: FiscalDocument, _ issued: Issued?) -> [String] {
    let issued =
      issued.map {
        "document \($0.number), sign \($0.sign), shift \($0.shift), \(time($0.at))"
      } ?? "not printed, or not known to be"
    return ["", "\(document.type.title): \(issued)"]
      + document.lines.map { "  \($0.quantity) × \($0.name) at \($0.price): \($0.sum)" }
      + ["  total \(document.total), cashier \(document.cashier)"]
      + document.basisTags.map { "  tag \($0.tag): \($0.text)" }
      + document.payments.named.map { "  \($0.name) \($0.amount)" }
      + document.notes.map { "  \($0)" }
  }

  private func time(_ moment: Moment) -> String {
    LocalTime(moment, offsetSeconds: offsetSeconds).iso
  }
}

extension AuditText {
  func value(_ audit: ReceiptAudit) -> Value {
    [
      "receipt": .string(audit.receipt), "entries": .int(Int64(audit.verdict.entries)),
      "head": .string(audit.verdict.head), "flows": .list(audit.flows.map(Self.value)),
      "charges": .list(audit.charges.map(Self.value)),
      "document": audit.document.map(Self.value) ?? .null,
      "issued": audit.issued.map(Self.value) ?? .null,
      "allowed": Self.texts(audit.allowed),
      "correction": audit.correction?.value ?? .null,
      "original": audit.original.map { .int(Int64($0)) } ?? .null,
      "reverse": audit.reverse.map {
        ["document": Self.value($0.document), "issued": Self.value($0.issued)]
      } ?? .null,
      "followed": .list(
        audit.followed.map {
          [
            "kind": .string($0.kind.rawValue), "receipt": .string($0.receipt),
            "issued": Self.value($0.issued),
          ]
        }),
    ]
  }

  private static func value(_ issued: Issued) -> Value {
    [
      "number": .int(Int64(issued.number)), "sign": .string(issued.sign),
      "shift": .int(Int64(issued.shift)), "at": .int(issued.at.milliseconds),
    ]
  }

  private static func value(_ flow: AuditedFlow) -> Value {
    [
      "name": .string(flow.name), "entry": .int(Int64(flow.entry)),
      "at": .int(flow.at.milliseconds), "bundle": text(flow.bundle), "level": .string(flow.level),
      "unread": text(flow.unread), "prompts": .list(flow.prompts.map(value)),
      "entries": .list(
        flow.entries.map {
          ["number": .int(Int64($0.number)), "summary": .string($0.summary)]
        }),
    ]
  }

  private static func value(_ prompt: AuditedPrompt) -> Value {
    [
      "id": .string(prompt.id), "title": .string(prompt.title), "lines": texts(prompt.lines),
      "buttons": texts(prompt.buttons), "answer": text(prompt.answer),
      "source": text(prompt.source), "person": text(prompt.person),
      "at": prompt.at.map { .int($0.milliseconds) } ?? .null,
    ]
  }

  private static func value(_ charge: AuditedCharge) -> Value {
    [
      "number": .int(Int64(charge.number)), "terminal": .string(charge.terminal),
      "operation": .string(charge.operation), "amount": .int(charge.amount.kopecks),
      "reason": .string(charge.reason), "outcome": .string(charge.outcome),
      "witness": text(charge.witness), "slip": texts(charge.slip),
      "since": .int(charge.since.milliseconds),
    ]
  }

  private static func value(_ document: FiscalDocument) -> Value {
    let payments = document.payments.named.map { ($0.name, Value.int($0.amount.kopecks)) }
    let lines = document.lines.map { line -> Value in
      [
        "name": .string(line.name), "price": .int(line.price.kopecks),
        "quantity": .int(line.quantity.millionths), "sum": .int(line.sum.kopecks),
        "vat": .int(line.vatSum.kopecks),
      ]
    }
    return [
      "type": .string(document.type.name), "total": .int(document.total.kopecks),
      "cashier": .string(document.cashier), "lines": .list(lines),
      "payments": .record(Dictionary(payments, uniquingKeysWith: { $1 })),
      "notes": texts(document.notes),
      "tags": .record(
        Dictionary(
          document.basisTags.map { ("\($0.tag)", Value.string($0.text)) },
          uniquingKeysWith: { $1 })),
    ]
  }

  private static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
  private static func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
}

extension Payments {
  /// Those that occur.
  fileprivate var named: [(name: String, amount: Money)] {
    [
      ("cash", cash), ("cashless", cashless), ("prepaid", prepaid), ("credit", credit),
      ("other", other),
    ].filter { $0.1 != .zero }
  }
}

extension FiscalDocument {
  /// What makes it a correction, or puts another one right, by fiscal tag.
  fileprivate var basisTags: [(tag: Int, text: String)] {
    // Every correction here is by the seller's own will: no order of the tax service.
    let basis: [(Int, String?)] =
      correction.map { [(1173, "0"), (1178, $0.date), (1179, $0.number)] } ?? []
    return (basis + [(1192, additional)]).compactMap { tag, text in text.map { (tag, $0) } }
  }
}

extension AuditedCorrection {
  fileprivate var lines: [String] {
    let original = original.map {
      "  puts right: document \($0.document), sign \($0.sign), \($0.day)"
    }
    let statement = statement.map {
      "  sale of \($0.day) without a document, statement \($0.number) of \($0.date)"
    }
    return ["correction: \(wrong)"]
      + [original, statement, slip.map { "  slip: \($0)" }].compactMap(\.self)
  }

  fileprivate var value: Value {
    [
      "wrong": .string(wrong),
      "original": original.map {
        [
          "document": .int(Int64($0.document)), "sign": .string($0.sign), "day": .string($0.day),
        ]
      } ?? .null,
      "statement": statement.map {
        ["day": .string($0.day), "number": .string($0.number), "date": .string($0.date)]
      } ?? .null,
      "slip": slip.map { .string($0) } ?? .null,
    ]
  }
}
