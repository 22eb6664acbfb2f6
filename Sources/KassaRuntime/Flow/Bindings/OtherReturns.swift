/// Giving back what this journal does not have: another till's sale, or one without any paper.
enum OtherReturns {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [seller(port), paper(port), refunds(port), begin(port)]
  }

  /// So much a shift where nobody but the cashier says yes (10,000.00 ₽).
  private static let aloneKopecksMax: Int64 = 1_000_000

  /// Why whoever stands here alone can't say yes to it; nil where they can.
  static func refusal(ofLone port: any FlowPort) -> String? {
    guard port.receipt.back?.sale.other != nil else { return nil }
    return port.otherReturns + port.receipt.total.kopecks > aloneKopecksMax ? "other_limit" : nil
  }

  private static func seller(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "seller_inn",
      summary: "Whose receipts this till prints: terminals of others take and give none of it.",
      returns: [Returned("inn", "string", summary: "10 or 12 digits.")]
    ) { (call) throws(ScriptError) in call.returns(.string(port.seller.inn)) }
  }

  private static func paper(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "other_paper",
      summary: "What the QR code says of a receipt that this journal does not have.",
      parameters: [Parameter("text", .string, summary: "As scanned, in either layout.")],
      returns: [
        Returned(
          "paper", "table?",
          summary:
            "day, total, left: what this till has not given back of it, and given: what went back on a "
            + "terminal here without a document, see given_back(). No other till is asked; earlier: whether this "
            + "registrar printed it before the till's journal began."
        ),
        Returned("reason", "string?", summary: "As in the words \"reason.…\"."),
      ]
    ) { (call) throws(ScriptError) in
      switch try read(call.string(1), call, port) {
      case .refused(let reason): return call.returns(.null, .string(reason))
      case .paper(let paper):
        return call.returns([
          "day": .string(paper.day), "total": .int(paper.code.total.kopecks),
          "left": .int(paper.left.kopecks), "earlier": .bool(paper.isEarlier),
          "given": .int(port.holdsReturns ? sum(owed(paper.id, port)) : 0),
        ])
      }
    }
  }

  private static func refunds(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "other_refunds",
      summary:
        "Money that went back without a document of sales that this journal does not have and of which there "
        + "is no paper: its terminal made the refund after the return that asked for it was left.",
      returns: [
        Returned(
          "refunds", "table[]",
          summary: "Each id, for begin_other_return(), terminal, amount, at.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(
        .list(
          port.unconfirmed.filter { $0.isWithoutPaper && $0.standing == .owed }
            .map(ReceiptTakeovers.value)))
    }
  }

  /// What went back on terminals for that sale, and no return has.
  private static func owed(_ sale: String, _ port: any FlowPort) -> [UnconfirmedCharge] {
    port.unconfirmed.filter { $0.standing == .owed && $0.refunded?.receipt == sale }
  }

  private static func sum(_ refunds: [UnconfirmedCharge]) -> Int64 {
    refunds.reduce(0) { $0 + ($1.taken ?? $1.amount).kopecks }
  }

  /// What paid that sale, as what went back of it says: of more than the first nothing else is known.
  private static func tenders(_ given: [UnconfirmedCharge], of sale: String) -> [SoldTender] {
    var tenders: [SoldTender] = []
    for refund in given {
      let back = Money(checked: sum([refund]))
      let isCash = refund.refunded == ChargeKey(receipt: sale, attempt: 0)
      let charge = isCash ? nil : refund.refunded
      if let index = tenders.firstIndex(where: { $0.charge == charge }) {
        tenders[index].back = Money(checked: tenders[index].back.kopecks + back.kopecks)
      } else {
        tenders.append(
          SoldTender(
            kind: isCash ? .cash : .cashless, charge: charge,
            terminal: isCash ? nil : refund.terminal, paid: .zero, back: back))
      }
    }
    for index in tenders.indices.dropFirst() { tenders[index].paid = tenders[index].back }
    return tenders
  }

  private static func begin(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("paper", .string, optional: true, summary: "Its QR code; nil where there is no paper."),
      Field(
        "day", .string, optional: true,
        summary: "Of the sale, where there is no paper; see sale_day()."),
      Field("reason", .string, summary: "Why it goes back here; up to 64 characters."),
      Field(
        "terminal", .string, optional: true,
        summary: "Of terminal.list(), where a card paid; nil for cash."),
      Field(
        "refund", .string, optional: true,
        summary: "Of other_refunds(): begins the return that it was made for."),
    ]
    return HostFunction(
      "begin_other_return",
      summary:
        "Makes this receipt, on which nothing stands yet, the return of a sale that this journal does not "
        + "have. Its goods are added like any, at the rates of its day; a senior says yes to it.",
      parameters: [Parameter("sale", .record(fields), summary: "What is known of it.")],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let reason = try call.written(call.fields["reason"].string, "reason")
      var paper: Paper?
      if let text = call.fields["paper"].string {
        switch try read(text, call, port) {
        case .refused(let reason): return call.returns(.null, .string(reason))
        case .paper(let read): paper = read
        }
      }
      let today = LocalTime(port.now, offsetSeconds: port.offsetSeconds).date
      let typed = paper?.day ?? call.fields["day"].string ?? ""
      guard let (day, end) = ReceiptCorrections.day(typed, port.offsetSeconds), day <= today else {
        return call.returns(.null, "bad_date")
      }
      let wanted = call.fields["refund"].string
      let late = port.unconfirmed.first { $0.isWithoutPaper && $0.key.id == wanted }
      guard wanted == nil || late != nil else {
        throw call.fail("refund: no refund «\(wanted ?? "")»", "see documents.other_refunds()")
      }
      let id = paper?.id ?? late?.refunded?.receipt ?? OtherSale.withoutPaper + port.receipt.id
      let given = port.holdsReturns ? owed(id, port) : []
      // A terminal that may have given it back: a senior sees to that first.
      let isUnknown = port.unconfirmed.contains {
        $0.isListed && $0.refunded?.receipt == id && !given.contains($0)
      }
      if isUnknown { return call.returns(.null, "refund_unknown") }
      var tender = SoldTender(kind: .cash, paid: .zero)
      if given.isEmpty, let wanted = call.fields["terminal"].string {
        switch try port.listedTerminals().place(wanted, toGiveBackFor: port.seller.inn) {
        case .failure(let refusal): return call.returns(.null, .string(refusal.reason))
        case .success(let terminal):
          tender = SoldTender(
            kind: .cashless, charge: ChargeKey(receipt: id, attempt: 1), terminal: terminal,
            paid: .zero)
        }
      }
      let seller = port.seller
      var sale = SoldReceipt(
        receipt: id, document: Int(paper?.code.number ?? 0), at: min(end, port.now), total: .zero,
        taxation: port.receipt.taxation,
        soldBy: SoldBy(
          name: seller.name, inn: seller.inn, address: seller.address, place: seller.place),
        lines: [], tenders: given.isEmpty ? [tender] : tenders(given, of: id))
      sale.other = OtherSale(day: day, reason: reason, most: paper?.left)
      if paper?.isEarlier == true { sale.other?.isEarlier = true }
      if port.holdsPeriods { sale.other?.paper = paper.map { PaperWords($0.code) } }
      return try call.change(port, .otherReturnBegun(sale: sale))
    }
  }

  private struct Paper {
    let code: ReceiptQR
    let left: Money
    /// Whether this till's registrar printed it before the journal began.
    let isEarlier: Bool
    var day: String { code.at.date }
    /// One a receipt, over all returns of it here.
    var id: String { "qr-\(code.fn)-\(code.number)" }

    /// - Parameter back: what returns here took of it.
    init(_ code: ReceiptQR, back: Int64, isEarlier: Bool = false) {
      (self.code, self.isEarlier) = (code, isEarlier)
      left = Money(checked: max(0, code.total.kopecks - back))
    }
  }

  private enum Read {
    case paper(Paper)
    case refused(String)
  }

  /// A code of a sale that is none of this journal's, with what this till has not given back of it.
  private static func read(
    _ text: String, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Read {
    guard let code = SaleWanted.code(text) else { return .refused("bad_paper") }
    guard code.type == .sale else { return .refused("not_a_sale") }
    guard try port.read(.sales(text: text)).list?.isEmpty != false else {
      return .refused("own_sale")
    }
    let id = Paper(code, back: 0).id
    let read = try port.read(
      .givenBack(
        sale: id,
        paper: PaperOfMemory(
          memory: code.fn, document: Int(code.number), day: code.at.date,
          words: PaperWords(code))))
    let earlier = read["earlier"].int
    guard let back = read.int ?? earlier else {
      switch read.string {
      // Printed in this till's own fiscal memory by its number, and not by this till: the code was changed.
      case "own": return .refused("own_memory")
      case "open": return .refused("print_unknown")
      // Its sum, its time or its sign is another one than when it was given back before.
      case "changed": return .refused("other_words")
      default: return .refused("journal_unread")
      }
    }
    // What has no document is this return's, once it is taken over.
    let given = port.holdsReturns ? sum(owed(id, port)) : 0
    let paper = Paper(code, back: back - given, isEarlier: earlier != nil)
    return paper.left > .zero ? .paper(paper) : .refused("nothing_left")
  }
}

extension PaperWords {
  fileprivate init(_ code: ReceiptQR) {
    let (hour, minute) = (code.at.hour.padded(digits: 2), code.at.minute.padded(digits: 2))
    self.init(
      total: code.total, at: "\(code.at.date) \(hour):\(minute)", sign: "\(code.sign)")
  }
}
