import CRaw

@testable import KassaEmulators
@testable import KassaRuntime

/// Rows 3 and 9: card sales on a till with its journal and an emulated registrar on disk.
enum DurableSale {
  private static let sales = 200

  static func rows(in folder: TemporaryFolder) async throws -> [Row] {
    let result = try await sell(sales, in: folder.make("durable"))
    return [
      Row(
        "durable cashless sale", ours: median(result.sale), raw: median(result.bare),
        words: "\(result.syncs) bare commits", most: 1.25,
        note: "a sale makes \(result.syncs) syncs (fsync and fdatasync calls, counted); the bare "
          + "side commits one row of \(TimingCashier.rowBytes) bytes as often. Without its syncs "
          + "it would take about \(time(median(result.sale) - median(result.bare)))"),
      Row(
        what: "bytes written for it", measured: "\(result.bytes / 1024) KiB", against: "–",
        ratio: "–", reach: "≤ 50 KiB", isReached: result.bytes <= 50 << 10,
        note: "calls of pwrite, counted in the process, by \(result.sale.count) sales"),
      Row(
        what: "taps for a card sale", measured: "\(result.taps)", against: "3 on today's registers",
        ratio: "–", reach: "≤ 3", isReached: result.taps <= 3,
        note: "answers counted from the last good to the receipt"),
    ]
  }
}

extension DurableSale {
  /// Sells so often in the till of a folder, which is there; beside bare commits where wanted.
  @discardableResult
  static func sell(
    _ sales: Int, in data: String, isTimed: Bool = true
  ) async throws -> SalesResult {
    let bare = isTimed ? try BareStore(data + "/bare.sqlite") : nil
    let cashier = TimingCashier(sales: sales, bare: bare)
    let bundle = try StoreBundle(folder: Project.cafe)
    let registrar = try EmulatedRegistrar(for: bundle, data: data)
    let till = try await Till(store: bundle, data: data, registrar: registrar, cashier: cashier)
    do { try await till.run() } catch is CashierGone {}
    return await cashier.result
  }
}

struct SalesResult {
  var sale: [Double] = []
  var bare: [Double] = []
  var syncs = 0
  /// Written for one sale, on average: checkpoints come now and then.
  var bytes: Int64 = 0
  var taps = 0
}

/// Sells over and over, and after each sale lets bare SQLite commit as often as it made syncs.
private actor TimingCashier: Cashier {
  static let rowBytes = 256
  private(set) var result = SalesResult()
  private var salesLeft: Int
  private let bare: BareStore?
  private var began: UInt64?
  private var syncsBefore: Int64 = 0
  private var bytesBefore: Int64 = 0
  private var bytesInAll: Int64 = 0
  private var answers = 0
  private var sold = 0

  init(sales: Int, bare: BareStore?) {
    salesLeft = sales
    self.bare = bare
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    answers += 1
    switch prompt.kind {
    case .sale(let view) where view.lines.isEmpty:
      count()
      guard salesLeft > 0 else { throw CashierGone() }
      salesLeft -= 1
      syncsBefore = raw_syncs()
      bytesBefore = raw_bytes()
      answers = 0
      began = raw_now_ns()
      return .action(.free(name: "Кофе", price: Money(checked: 19_950)))
    case .sale: return .button("pay.card")
    case .outcome: return .button("approved")
    case .secret: return .text("1234")
    case .choose: return .button(prompt.buttons[0].id)
    case .tell, .confirm, .amount, .text, .count: throw CashierGone()
    }
  }

  /// Ends the sale that has just been printed, and measures the bare side.
  private func count() {
    guard let start = began else { return }
    let spent = Double(raw_now_ns() - start)
    let syncs = Int32(raw_syncs() - syncsBefore)
    let bytes = raw_bytes() - bytesBefore
    guard let bare else { return }
    let bareSpent = nanoseconds { _ = raw_store_commit(bare.store, syncs, Self.rowBytes) }
    result.taps = answers - 1
    sold += 1
    // The first sale opens a shift too.
    guard sold > 1 else { return }
    result.sale.append(spent)
    result.bare.append(bareSpent)
    result.syncs = Int(syncs)
    bytesInAll += bytes
    result.bytes = bytesInAll / Int64(result.sale.count)
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}
  func show(_ notice: Notice) async {}
}

/// SQLite by its own interface, closed with its owner.
final class BareStore {
  let store: OpaquePointer

  init(_ path: String) throws {
    guard let store = raw_store_open(path) else { throw Failure("\(path) can't be opened") }
    self.store = store
  }

  deinit { raw_store_close(store) }
}
