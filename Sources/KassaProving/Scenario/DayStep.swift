import KassaEmulators
import KassaRuntime
import Synchronization

/// One call of a `day` function by a scenario, which waits until it is done.
struct DayStep {
  /// As failures call it: "day.pay".
  let title: String
  let place: ScenarioPlace
  let act: Act

  enum Act {
    /// Changes what is around the till; no prompt is needed for it.
    case world((DayWorld) throws(DayMismatch) -> Void)
    /// Meets the open prompt and each that follows, until it is done.
    case prompts((DayView) throws(DayMismatch) -> DayMove)
    /// Opens the till anew on the same data.
    case powerOff
  }
}

/// What a step does with the open prompt.
enum DayMove {
  /// The step is done and the prompt still open; the values are what the scenario gets.
  case done([Value])
  case answer(Answer, then: Then)

  enum Then {
    /// The answer is the last of the step.
    case done
    /// The step meets the next prompt too.
    case goOn
    /// The answer must not count; the scenario gets the words of the refusal.
    case refused
  }
}

/// What a step sees of the till that stands at a prompt.
struct DayView {
  let prompt: Prompt
  let record: DayRecord
  let world: DayWorld
  /// The paper that has come out so far.
  let papers: [Paper]

  var sale: SaleView? { if case .sale(let sale) = prompt.kind { sale } else { nil } }

  /// The open sale, or the mismatch that says what is open instead.
  func atSale() throws(DayMismatch) -> SaleView {
    guard let sale else { throw DayMismatch(expected: "the sale", came: prompt.shown) }
    return sale
  }
}

extension Prompt {
  /// As failures call it: "prompt charge.window «Сначала карта, потом чек»".
  var shown: String { "prompt \(id) «\(title)»" }
}

/// Where the host functions of a scenario's machine leave what they were asked for.
final class DayDesk {
  var step: DayStep?
  var declared: [(name: String, place: ScenarioPlace)] = []
}

/// What is around a scenario's till: the time, and the registrar with its faults.
final class DayWorld {
  let clock: DayClock
  let registrar: EmulatedRegistrarControl
  let pinpad = DayPinpad()
  let log = DayLog()
  /// Set once the till has been opened: time then only goes forward.
  var isOpen = false
  /// What the cashier reads, where the scenario says so; else whoever plays it decides.
  var language: Language?
  /// The last fiscal document that the scenario has looked at.
  var lastSeen = 0

  init(clock: DayClock, registrar: EmulatedRegistrarControl) {
    self.clock = clock
    self.registrar = registrar
  }

  /// The receipts printed since the scenario last looked.
  func takeReceipts() throws(DayMismatch) -> [FiscalRecord] {
    do {
      let found = try registrar.receipts(after: lastSeen)
      lastSeen = found.last?.printed.number ?? lastSeen
      return found
    } catch { throw DayMismatch("the registrar's memory can't be read: \(error)") }
  }
}

/// A clock that moves only when a scenario says so.
final class DayClock: Sendable {
  static let offsetSeconds = 10_800
  private let moment: Mutex<Moment>

  /// Monday, 2026-01-12 10:00 in Moscow.
  init() { moment = Mutex(Moment(milliseconds: 1_768_201_200_000)) }

  var now: Moment {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }

  /// The moment of "2026-11-24 08:30", or of "08:30" on the day it is.
  func moment(of text: String) -> Moment? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let today = LocalTime(now, offsetSeconds: Self.offsetSeconds).iso.prefix(10)
    let date = Self.numbers(parts.count == 2 ? parts[0] : today, "-", [4, 2, 2])
    guard (1...2).contains(parts.count), let date,
      let time = parts.last.flatMap({ Self.numbers($0, ":", [2, 2]) })
    else { return nil }
    return LocalTime.moment(
      year: date[0], month: date[1], day: date[2], hour: time[0], minute: time[1],
      offsetSeconds: Self.offsetSeconds)
  }

  private static func numbers(
    _ text: Substring, _ separator: Character, _ digits: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.count) == digits else { return nil }
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCIIDigit) ? Int($0) : nil }
    return numbers.count == digits.count ? numbers : nil
  }
}
