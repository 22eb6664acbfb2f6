import KassaEmulators
import KassaRuntime

/// What is around a scenario's till: the time, and the registrar with its faults.
final class DayWorld {
  let clock: DayClock
  let registrar: EmulatedRegistrarControl
  let pinpad = DayPinpad()
  let services = DayService()
  let chance = DayChance()
  let trace = DayTrace()
  /// Set once the till has been opened: time then only goes forward.
  var isOpen = false
  /// Whether somebody has given its parameters before: entries that no till has committed.
  var isSetUp = false
  /// What the cashier reads, where the scenario says so; else whoever plays it decides.
  var language: Language?
  /// What the till's parameters are, over their examples.
  var parameters: [String: Value] = [:]
  /// Which of the day's faults the scenario expects, by their place in it.
  var expectedFaults: Set<Int> = []
  /// The last fiscal document that the scenario has looked at.
  var lastSeen = 0

  /// What the store declares.
  let known: KnownValues

  init(clock: DayClock, registrar: EmulatedRegistrarControl, known: KnownValues) {
    self.clock = clock
    self.registrar = registrar
    self.known = known
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
