import NIOCore
import NIOHTTP1
import Synchronization

/// How many connections each machine has: one can't take from the others all that there are.
final class Crowd: Sendable {
  /// A browser opens six; from this machine comes a proxy too, with everybody behind it.
  static let (ofOneMax, ofThisMachineMax) = (32, 96)
  /// Of all others together: however many addresses they have, the till's own screen gets in.
  static let ofOthersMax = 112

  fileprivate struct Inside {
    /// Who is here, the oldest first.
    var guests: [Machine: [Guest]] = [:]
    var entered = 0
  }

  fileprivate struct Guest {
    let number: Int
    let close: @Sendable () -> Void
  }

  private let inside = Mutex(Inside())

  enum Machine: Hashable {
    /// The till's own, at whichever of its addresses.
    case this
    /// Whoever comes through a proxy of this machine, all of them.
    case proxied
    case other(HostAddress)

    /// - Returns: nil where `text` is no address.
    init?(_ text: String) {
      // An IPv4 address as a socket of IPv6 tells it.
      let bare = text.hasPrefix("::ffff:") ? String(text.dropFirst(7)) : text
      guard let address = HostAddress(bare) else { return nil }
      self = HostAddress.loopback.contains(where: address.lies) ? .this : .other(address)
    }

    /// Where a connection comes from; nil where it has no address.
    ///
    /// Who opens one of this machine's own addresses here comes from that one, as nobody else can.
    init?(of channel: any Channel) {
      self.init(
        peer: channel.remoteAddress?.ipAddress, reachedAt: channel.localAddress?.ipAddress)
    }

    /// - Parameter own: the address of this machine that it was reached at.
    init?(peer: String?, reachedAt own: String?) {
      guard let peer, let machine = Self(peer) else { return nil }
      self = own.flatMap(Self.init) == machine ? .this : machine
    }

    /// Whom it is counted with: who has one address of IPv6 has all that begin alike.
    var household: Self {
      guard case .other(let address) = self else { return self }
      return .other(address.household)
    }

    /// Where a request from here comes from that names `host`, which may be a proxy's.
    func asking(_ host: String?, _ proxied: ProxiedHosts) -> Self {
      self == .this && proxied.contains(host) ? .proxied : self
    }

    var most: Int {
      switch self {
      case .this, .proxied: Crowd.ofThisMachineMax
      case .other: Crowd.ofOneMax
      }
    }
  }

  /// Lets one more connection of `machine` in, counted with those of its household.
  ///
  /// Where all others together have no room, who has most gives its oldest up to who has less.
  ///
  /// - Parameter close: closes the connection, where it has to give way later.
  /// - Returns: what it leaves by; nil where it is one too many.
  func enter(_ machine: Machine, close: @escaping @Sendable () -> Void) -> Int? {
    let machine = machine.household
    let (number, givesWay) = inside.withLock { inside -> (Int?, Guest?) in
      let own = inside.guests[machine]?.count ?? 0
      guard own < machine.most else { return (nil, nil) }
      var givesWay: Guest?
      if machine != .this, inside.others >= Self.ofOthersMax {
        givesWay = inside.makeRoom(besides: own)
        guard givesWay != nil else { return (nil, nil) }
      }
      inside.entered += 1
      inside.guests[machine, default: []].append(Guest(number: inside.entered, close: close))
      return (inside.entered, givesWay)
    }
    givesWay?.close()
    return number
  }

  /// One that gave way has left already.
  func leave(_ machine: Machine, _ number: Int) {
    inside.withLock { $0.remove(number, of: machine.household) }
  }
}

extension Crowd.Inside {
  fileprivate var others: Int { guests.reduce(0) { $0 + ($1.key == .this ? 0 : $1.value.count) } }

  /// Takes the oldest of whoever of the others has most, if that is more than who comes would have.
  fileprivate mutating func makeRoom(besides own: Int) -> Crowd.Guest? {
    let most = guests.filter { $0.key != .this }.max { $0.value.count < $1.value.count }
    guard let (machine, held) = most, held.count > own + 1, let oldest = held.first else {
      return nil
    }
    remove(oldest.number, of: machine)
    return oldest
  }

  fileprivate mutating func remove(_ number: Int, of machine: Crowd.Machine) {
    guests[machine]?.removeAll { $0.number == number }
    if guests[machine]?.isEmpty == true { guests[machine] = nil }
  }
}

/// Counts a connection while it is there, and closes it where its machine has too many.
///
/// Whether it is a proxy's shows once it has asked something.
final class CrowdHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let crowd: Crowd
  private let proxied: ProxiedHosts
  private var entered: (machine: Crowd.Machine, number: Int)?

  init(_ crowd: Crowd, _ proxied: ProxiedHosts) { (self.crowd, self.proxied) = (crowd, proxied) }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), let entered {
      let machine = entered.machine.asking(head.headers["Host"].first, proxied)
      if machine != entered.machine {
        leave()
        enter(context.channel, machine)
      }
    }
    context.fireChannelRead(data)
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  private func leave() {
    if let entered { crowd.leave(entered.machine, entered.number) }
    entered = nil
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard entered == nil, let machine = Crowd.Machine(of: context.channel) else { return }
    enter(context.channel, machine)
  }

  private func enter(_ channel: any Channel, _ machine: Crowd.Machine) {
    guard let number = crowd.enter(machine, close: { channel.cut() }) else { return channel.cut() }
    entered = (machine, number)
  }
}
