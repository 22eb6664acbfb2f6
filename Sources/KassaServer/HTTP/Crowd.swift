import NIOCore
import Synchronization

/// How many connections each machine has: one can't take from the others all that there are.
final class Crowd: Sendable {
  /// A browser opens six.
  ///
  /// From this machine comes a proxy too, with everybody behind it.
  static let (ofOneMax, ofThisMachineMax) = (32, 96)
  /// Of all others together: however many addresses they have, the till's own screen gets in.
  static let ofOthersMax = 112

  private let counts = Mutex<[Machine: Int]>([:])

  enum Machine: Hashable {
    case this
    case other(HostAddress)

    /// - Returns: nil where `text` is no address.
    init?(_ text: String) {
      // An IPv4 address as a socket of IPv6 tells it.
      let bare = text.hasPrefix("::ffff:") ? String(text.dropFirst(7)) : text
      guard let address = HostAddress(bare) else { return nil }
      self = HostAddress.loopback.contains(where: address.lies) ? .this : .other(address)
    }

    /// Whom it is counted with: who has one address of IPv6 has all that begin alike.
    var household: Self {
      guard case .other(let address) = self else { return self }
      return .other(address.household)
    }

    var most: Int { self == .this ? Crowd.ofThisMachineMax : Crowd.ofOneMax }
  }

  /// Counts one more connection of `machine`, with those of its household; false where that is too many.
  func enter(_ machine: Machine) -> Bool {
    let machine = machine.household
    return counts.withLock { counts in
      let count = counts[machine, default: 0] + 1
      counts[machine] = count
      guard case .other = machine else { return count <= machine.most }
      let others = counts.reduce(0) { $1.key == .this ? $0 : $0 + min($1.value, Self.ofOneMax) }
      return count <= machine.most && others <= Self.ofOthersMax
    }
  }

  func leave(_ machine: Machine) {
    let machine = machine.household
    counts.withLock { counts in
      let left = counts[machine, default: 1] - 1
      counts[machine] = left > 0 ? left : nil
    }
  }
}

/// Counts a connection while it is there, and closes it where its machine has too many.
final class CrowdHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let crowd: Crowd
  private var machine: Crowd.Machine?

  init(_ crowd: Crowd) { self.crowd = crowd }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    if let machine { crowd.leave(machine) }
    machine = nil
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard machine == nil, let address = context.remoteAddress?.ipAddress,
      let machine = Crowd.Machine(address)
    else { return }
    self.machine = machine
    if !crowd.enter(machine) { context.close(promise: nil) }
  }
}
