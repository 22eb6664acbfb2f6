/// One receipt as the journal's text tells of it, by the audit's own arithmetic.
struct AuditReceipt {
  struct Attempt: Equatable {
    enum State: Equatable { case open, unknown, approved, mismatched(kopecks: Int64), over }

    var state = State.open
    let amountKopecks: Int64
    /// The charge that this one undoes.
    let voids: Int?
    /// The charge of an earlier sale that it gives back.
    let refunds: String?
    /// Whether its terminal is to undo a whole charge, by that charge's own key.
    let isVoid: Bool
    let terminal: String
    let since: Int64
    /// Whether the slip's amount must be typed, or a senior say that there is none, before the charge counts.
    let needsAmount: Bool
    var amountIsTyped = false
    /// What its slip is asked for, and what of that nobody has answered yet.
    let asked: Set<String>
    var missing: Set<String>
    /// Of a void, what its slip shows again of the charge's.
    let repeats: AuditJSON
    /// What it counts for once approved.
    var takenKopecks: Int64 = 0
    var deviceApproval: String?
    var deviceDeclined = false
  }

  private let receipt: String
  private(set) var attempts: [Int: Attempt] = [:]
  /// The receipt's documents as they were frozen, by their keys: a correction has two.
  private(set) var frozen: [String: AuditJSON] = [:]
  /// Its document's number once it is known to be issued; of a correction the last one's.
  private(set) var document: Int?
  private(set) var back: AuditReturn?
  private(set) var correction: AuditCorrection?
  private(set) var isPrinting = false
  private var lines: [Int64: AuditLine] = [:]
  private var lastLine: Int64 = 0
  private var receivedKopecks: Int64 = 0
  private var confirmedKopecks: Int64 = 0
  /// The lines before the tender that was about to be taken last.
  private var beforeTender: [Int64: AuditLine]?

  /// A receipt as it stands complete in a flow's start or in a matter.
  init(snapshot: AuditJSON) {
    receipt = snapshot["id"].text
    for line in snapshot["lines"].items {
      let id = line["id"].number ?? 0
      lines[id] = AuditLine(line)
    }
    lastLine = snapshot["lastLine"].number ?? 0
    let before = snapshot["beforeTender"]
    if before.isThere {
      beforeTender = [:]
      for line in before["lines"].items {
        beforeTender?[line["id"].number ?? 0] = AuditLine(line)
      }
    }
    for attempt in snapshot["attempts"].items { add(snapshot: attempt) }
    let intent = snapshot["printing"]["intended"]["intent"]
    if intent.isThere {
      isPrinting = true
      frozen[intent["key"].text] = intent["document"]
    }
    back = AuditReturn(snapshot["back"])
    for (id, line) in lines { back?.chosen[id] = line.quantityMillionths }
    correction = AuditCorrection(snapshot["correcting"], missing: snapshot["missing"])
    for tender in snapshot["tenders"].items {
      receivedKopecks += tender["evidence"]["received"]["amount"].number ?? 0
      if tender["kind"].text == "cash" { back?.isPromised = true }
      if tender["evidence"]["confirmed"].isThere {
        confirmedKopecks += tender["amount"].number ?? 0
      }
    }
  }

  private mutating func add(snapshot json: AuditJSON) {
    var attempt = Attempt(json, of: receipt)
    let state = json["state"]
    switch state.name {
    case "unknown": attempt.state = .unknown
    case "claimed", "approved": attempt.state = .approved
    case "mismatched":
      attempt.state = .mismatched(kopecks: state["mismatched"]["slip"].number ?? 0)
    case "declined", "notRun", "voided": attempt.state = .over
    default: break
    }
    if state.name == "claimed" { attempt.note(slip: state["claimed"]["slip"]) }
    let approval = state["approved"]["approval"]
    attempt.takenKopecks = approval.isThere ? approval["amount"].number ?? 0 : attempt.amountKopecks
    // The void of a charge that was voided.
    if approval.isThere && attempt.voids != nil { attempt.state = .over }
    attempts[Int(json["id"].number ?? 0)] = attempt
  }
}

extension AuditReceipt.Attempt {
  /// The charge that it undoes or gives back, as the journal names it.
  func undoes(in receipt: String) -> String? { refunds ?? voids.map { "\(receipt)/\($0)" } }

  init(_ json: AuditJSON, of receipt: String) {
    amountKopecks = json["amount"].number ?? 0
    takenKopecks = amountKopecks
    // A refund of the receipt's own charge undoes it as a void does; of another's it is this return's own.
    let own = json["operation"]["refund"]["charge"]
    voids =
      json["operation"]["void"]["charge"].number.map(Int.init)
      ?? (own["receipt"].text == receipt ? own["attempt"].number.map(Int.init) : nil)
    refunds = own["receipt"].text == receipt ? nil : AuditReturn.key(own)
    isVoid = json["operation"]["void"].isThere || json["byVoid"].isTrue
    terminal = json["terminal"]["id"].text
    since = json["since"].number ?? 0
    let demands = json["proof"]["demands"]
    needsAmount = ["required", "senior"].contains(demands["amount"].text)
    asked = Set(Self.fields.filter { demands[$0].isThere })
    (missing, repeats) = (asked, json["repeats"])
  }

  private static let fields = ["amount", "rrn", "auth_code", "number", "last_four"]

  /// What was typed of its slip so far, or said not to be there.
  mutating func note(slip: AuditJSON) {
    let absent = Set(slip["absent"].items.map(\.text))
    missing = missing.filter { field in
      let isTyped = field == "amount" ? slip["amount"].isThere : slip["texts"][field].isThere
      return !isTyped && !absent.contains(field)
    }
  }
}

// MARK: - Changes

extension AuditReceipt {
  mutating func apply(_ change: AuditJSON) throws {
    let fields = change[change.name]
    let id = Int(fields["attempt"].number ?? 0)
    switch change.name {
    case "attemptOpened":
      let attempt = fields["attempt"]
      attempts[Int(attempt["id"].number ?? 0)] = Attempt(attempt, of: receipt)
    case "outcome": outcome(id, fields)
    case "approvedInPart", "approvedOver":
      attempts[id]?.state = .mismatched(kopecks: fields["amount"].number ?? 0)
      attempts[id]?.deviceApproval = fields["by"]["device"]["reply"].text
    case "slipAmount":
      let amountKopecks = fields["amount"].number ?? 0
      let isSame = amountKopecks == attempts[id]?.amountKopecks
      attempts[id]?.state = isSame ? .approved : .mismatched(kopecks: amountKopecks)
      attempts[id]?.amountIsTyped = true
      let asked = attempts[id]?.asked ?? []
      attempts[id]?.missing = asked.subtracting(["amount"])
      if isSame { undoProven(by: id) }
    case "slipField": read(id, field: fields["field"].text, fields["text"])
    // A senior's word, where there is no slip.
    case "slipReplaced": attempts[id]?.amountIsTyped = true
    case "slipAccepted":
      guard let attempt = attempts[id], case .mismatched(let slip) = attempt.state else { break }
      attempts[id]?.takenKopecks = min(slip, attempt.amountKopecks)
      attempts[id]?.state = .approved
    case "slipVoided", "strayVoid": attempts[id]?.state = .over
    case "cashReceived": receivedKopecks += fields["amount"].number ?? 0
    case "cashReturned": receivedKopecks = 0
    case "confirmed": confirmedKopecks += fields["amount"].number ?? 0
    case "printIntended": try intend(fields["intent"])
    case "printRefused": isPrinting = false
    case "printed": printed(fields["document"]["number"].number.map(Int.init))
    case "refundFound": attempts[id]?.state = .approved
    case "returnBegun", "otherReturnBegun": back = AuditReturn(fields)
    case "refundTakenOver": takeOver(fields["attempt"])
    case "correctionBegun": correction = AuditCorrection(fields, missing: fields["missing"])
    case "missingBegun": correction = AuditCorrection(fields["none"], missing: fields)
    case "lateDropped": correction = nil
    case "correctionAllowed": correction?.isAllowed = true
    case "rightLineSet", "rightCashSet", "rightSlipTyped": correction?.isAllowed = false
    default:
      back?.apply(change.name, fields)
      try applyToLines(change.name, fields)
    }
  }

  /// After the reverse of a correction its right document is owed.
  private mutating func printed(_ number: Int?) {
    isPrinting = false
    if correction?.hasRight == true, correction?.reversed == nil {
      correction?.reversed = number
    } else {
      document = number
    }
  }

  /// A refund that its terminal made for an earlier return, by the terminal's word.
  private mutating func takeOver(_ json: AuditJSON) {
    var attempt = Attempt(json, of: receipt)
    (attempt.state, attempt.amountIsTyped, attempt.missing) = (.approved, true, [])
    attempts[Int(json["id"].number ?? 0)] = attempt
  }

  private mutating func outcome(_ id: Int, _ fields: AuditJSON) {
    guard var attempt = attempts[id] else { return }
    let device = fields["by"]["device"]
    if case .mismatched = attempt.state, fields["outcome"].text == "unknown" { return }
    switch fields["outcome"].text {
    case "approved":
      attempt.state = .approved
      if device.isThere {
        attempt.deviceApproval = device["reply"].text
        attempt.amountIsTyped = true
      }
      attempt.missing = device.isThere ? [] : attempt.asked
      attempts[id] = attempt
      return undoProven(by: id)
    case "unknown": attempt.state = .unknown
    default:
      attempt.state = .over
      attempt.deviceDeclined = device.isThere
    }
    attempts[id] = attempt
  }

  /// What else a slip shows: of a void, another text than its charge's is another operation's.
  private mutating func read(_ id: Int, field: String, _ text: AuditJSON) {
    guard let attempt = attempts[id] else { return }
    let known = attempt.repeats[field]
    guard !known.isThere || !text.isThere || known.text == text.text else {
      attempts[id]?.state = .mismatched(kopecks: attempt.amountKopecks)
      return
    }
    attempts[id]?.missing.remove(field)
    undoProven(by: id)
  }

  /// A void counts once its slip has shown all that it is asked for.
  private mutating func undoProven(by id: Int) {
    guard let attempt = attempts[id], let charge = attempt.voids, attempt.missing.isEmpty else {
      return
    }
    attempts[charge]?.state = .over
    attempts[id]?.state = .over
  }

  private mutating func applyToLines(_ name: String, _ fields: AuditJSON) throws {
    let line = fields["line"].number ?? 0
    switch name {
    case "lineAdded":
      lastLine += 1
      lines[lastLine] = AuditLine(fields["item"], discount: nil)
    case "quantitySet":
      lines[line]?.quantityMillionths = AuditLine.millionths(fields["quantity"].text)
      lines[line]?.cutKopecks = 0
    case "lineRemoved": lines[line] = nil
    case "discountSet":
      lines[line]?.discount = fields["discount"]
      lines[line]?.cutKopecks = 0
    case "repriced": try reprice(fields)
    case "tenderBegun": beforeTender = lines
    case "tenderOver":
      if fields["isTaken"].number != 1, let beforeTender { lines = beforeTender }
    case "restored":
      lines = [:]
      for each in fields["lines"].items {
        lines[each["id"].number ?? 0] = AuditLine(each)
      }
    default: return
    }
    guard totalKopecks >= cashlessKopecks else {
      throw Violation(
        "below charges", "the total is \(totalKopecks), and cards have paid \(cashlessKopecks)")
    }
  }

  /// Prices take off only before any money was taken, and never more than there is.
  private mutating func reprice(_ fields: AuditJSON) throws {
    guard takenKopecks == 0 else {
      throw Violation("repriced after money", "\(takenKopecks) kopecks were taken already")
    }
    for each in fields["lines"].items {
      let id = each["line"].number ?? 0
      lines[id]?.cutKopecks = AuditLine.cutKopecks(each["cuts"])
      guard lines[id]?.sumKopecks ?? 0 >= 0 else {
        throw Violation("below nothing", "line \(id) costs less than nothing")
      }
    }
  }

  /// A print may begin once every charge is over and the money is all there.
  private mutating func intend(_ intent: AuditJSON) throws {
    for (id, attempt) in attempts where attempt.state != .over {
      guard attempt.state == .approved else {
        throw Violation("printed on unknown", "charge \(id) has no outcome, and a print begins")
      }
      guard !attempt.needsAmount || attempt.amountIsTyped || attempt.deviceApproval != nil else {
        throw Violation("no receipt without evidence", "nobody typed the slip of charge \(id)")
      }
    }
    isPrinting = true
    frozen[intent["key"].text] = intent["document"]
  }
}

// MARK: - Sums

extension AuditReceipt {
  var totalKopecks: Int64 {
    if let back, !back.isElsewhere { return back.totalKopecks }
    return lines.values.reduce(0) { $0 + $1.sumKopecks }
  }

  /// What cards got back that a return has approved, by the charge.
  var refunds: [String: Int64] {
    attempts.values.reduce(into: [:]) { given, attempt in
      guard let charge = attempt.refunds, attempt.state == .approved else { return }
      given[charge, default: 0] += attempt.takenKopecks
    }
  }

  /// Whether a printed return has cash that nobody has said was handed over.
  var owesCash: Bool {
    guard let back, document != nil, !back.isHandedOver else { return false }
    return back.isPromised
  }

  var cashlessKopecks: Int64 {
    attempts.values.reduce(0) {
      $0 + ($1.state == .approved && $1.voids == nil ? $1.takenKopecks : 0)
    }
  }

  private var takenKopecks: Int64 { cashlessKopecks + receivedKopecks + confirmedKopecks }

  /// Whether money has moved, or may have.
  var hasMoney: Bool {
    if correction?.reversed != nil, document == nil { return true }
    return isPrinting || attempts.values.contains { $0.state != .over }
  }

  /// Holds a document against the receipt's own lines and evidence.
  func check(_ number: Int, _ sums: AuditBooks.Sums) throws(Violation) {
    guard sums.total == sums.cash + sums.cashless + sums.others,
      correction != nil || sums.total == totalKopecks
    else {
      throw Violation(
        "other sum",
        "document \(number) is over \(sums.total) (\(sums.cash) cash, "
          + "\(sums.cashless) by card), and its lines are \(totalKopecks)")
    }
    // Somebody's yes stands for what a correction says, and moves no money.
    guard correction == nil else { return }
    let isCashProven =
      back.map { sums.cash == 0 || $0.isPromised } ?? (sums.cash <= receivedKopecks)
    guard sums.cashless == cashlessKopecks, isCashProven,
      back != nil || sums.others == confirmedKopecks
    else {
      throw Violation(
        "no receipt without evidence",
        "document \(number) has \(sums.cashless) by card and \(sums.cash) in cash; "
          + "\(cashlessKopecks) was approved and \(receivedKopecks) received")
    }
  }

  /// Whether `other` is this receipt's money too.
  func compare(_ other: AuditReceipt, _ place: String) throws {
    guard attempts.count == other.attempts.count, cashlessKopecks == other.cashlessKopecks,
      hasMoney == other.hasMoney
    else {
      throw Violation(
        "money forgotten",
        "\(place) has \(other.attempts.count) charges and \(other.cashlessKopecks) paid, "
          + "not \(attempts.count) and \(cashlessKopecks)")
    }
  }
}
