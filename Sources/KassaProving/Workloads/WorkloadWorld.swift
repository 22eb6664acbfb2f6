import KassaEmulators
import KassaRuntime
import Synchronization

/// What is around a till and keeps its power: the time, the terminal, chance.
final class WorkloadWorld: Sendable {
  let pinpad = FaultyTerminal()
  let services: FaultyService
  let hasPinpad: Bool
  private let numbers: Mutex<SplitMix64>
  private let time: Mutex<Time>

  private struct Time {
    var now: Moment
    var latest: Moment
  }

  // 2026-01-12 10:00 in Moscow, a Monday.
  init(
    seed: UInt64, hasPinpad: Bool, at now: Moment = Moment(milliseconds: 1_768_201_200_000)
  ) {
    self.hasPinpad = hasPinpad
    services = FaultyService(seed: seed)
    numbers = Mutex(SplitMix64(seed ^ 0xC10C))
    time = Mutex(Time(now: now, latest: now))
  }

  var now: Moment { time.withLock { $0.now } }

  func random() -> UInt64 { numbers.withLock { $0.next() } }

  /// Lets time pass, or jump back.
  func pass(seconds: Int) {
    time.withLock { time in
      time.now = time.now.adding(milliseconds: Int64(seconds) * 1000)
      time.latest = max(time.latest, time.now)
    }
  }

  /// What a fault does to the world; the others happen to the till and to its front end.
  func meet(_ fault: ScheduleFault, _ folder: String) throws {
    switch fault {
    case .none, .tapTwice, .walkAway, .cut, .cutWhileShown, .failure, .script: break
    case .registrar(let fault, let times):
      try EmulatedRegistrarControl(folder: folder).set(fault, times: times)
    case .mend: try EmulatedRegistrarControl(folder: folder).clearAll()
    case .clock(let minutes): pass(seconds: minutes * 60)
    case .pinpad(let fault): pinpad.set(fault)
    }
  }

  /// Ends every fault: nothing stands in anybody's way any more.
  func heal(_ folder: String) throws {
    try EmulatedRegistrarControl(folder: folder).clearAll()
    pinpad.set(.none)
    setRight()
  }

  /// Nothing happens for a while; a clock that was wrong is right again.
  func passQuietly(seconds: Int) {
    setRight()
    pass(seconds: seconds)
  }

  /// The next morning, 9:00 in Moscow.
  func passNight() {
    setRight()
    let day: Int64 = 86_400_000
    let opening: Int64 = (9 - 3) * 3_600_000
    time.withLock { time in
      let days = (time.now.milliseconds - opening) / day + 1
      time.now = Moment(milliseconds: days * day + opening)
      time.latest = time.now
    }
  }

  /// The clock is set right again: to a minute after the latest time it has ever shown.
  func setRight() {
    time.withLock { $0.now = $0.latest.adding(milliseconds: 60_000) }
  }
}
