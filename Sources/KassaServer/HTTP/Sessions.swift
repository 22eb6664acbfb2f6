import Hummingbird
import HTTPTypes
import KassaRuntime
import NIOCore

/// Letting in, sessions, goods and streams.
extension Responder {
  func session(_ visit: Visit) async -> Reply { Reply(200, await fields(of: visit)) }

  private func fields(of visit: Visit) async -> Value {
    var fields = house.hello
    fields["token"] = .string(visit.token)
    if case .browser(let id, let name, let isCustomers) = visit.caller {
      fields["device"] = [
        "id": .string(id), "name": .string(name), "customers": .bool(isCustomers),
      ]
    }
    if let shop = await house.till.till?.shopPage {
      fields["shop"] = .string(shop.name)
      fields["words"] = .record(shop.words.mapValues(Value.string))
    }
    return .record(fields)
  }

  /// Those who can take the till over at another device.
  func people(_ visit: Visit) async throws(Reply) -> Reply {
    try visit.caller.requireTill()
    let names = (try? await house.till.till?.peopleWithPINs()) ?? []
    return Reply(200, ["people": .list(names.map(Value.string))])
  }

  /// Works the till at another tab from now on, by the PIN of whoever stands there.
  func take(_ body: Value, _ caller: Caller) async throws(Reply) -> Reply {
    let tab = Tab(browser: caller.id, client: try client(body["client"].string))
    guard let standing = await house.cashier.standing(of: tab) else { throw .noStream }
    guard standing == .taken, caller != .program else {
      return await house.cashier.take(tab) ? .taken : .noStream
    }
    guard let till = house.till.till, let names = try? await till.peopleWithPINs() else {
      throw .closing
    }
    guard !names.isEmpty else { throw .nobodyHasPIN }
    guard let name = body["name"].string, let pin = body["pin"].string else { throw .pinNeeded }
    guard names.contains(name) else { throw .wrongPIN(nil) }
    let guess = TakeOvers.Guess(device: caller.id, name: name)
    try await house.takeOvers.begin(guess)
    let proof: PersonProof?
    do { proof = try await till.proof(pin, of: name) } catch { throw .closing }
    guard let proof else { throw .wrongPIN(await house.takeOvers.wait(for: guess)) }
    guard await house.cashier.take(tab, proof) else { throw .noStream }
    await house.takeOvers.forget(guess)
    return .taken
  }

  func admit(_ request: Request, _ machine: Crowd.Machine?) async throws(Reply) -> Reply {
    // Whose guess it is nobody could tell.
    guard let machine else { throw .tooMany.last }
    guard door.isOwn(request, required: true) else { throw .otherOrigin }
    let body = try await body(of: request)
    guard let code = body["code"].string, (1...64).contains(code.utf8.count) else {
      throw .shape("«code» should be a string")
    }
    let name = body["name"].string ?? ""
    let (browser, token) = try await house.admissions.admit(
      code: code, name: name, isCustomers: body["customers"].bool == true, from: machine)
    let caller = Caller.browser(
      id: browser.id, name: browser.name, isCustomers: browser.isCustomers)
    let visit = Visit(caller: caller, token: door.sessionToken(for: token))
    var reply = await session(visit)
    reply.cookie = door.settingCookie(token, for: request)
    return reply
  }

  func goods(_ request: Request, _ visit: Visit) async throws(Reply) -> Reply {
    try visit.caller.requireTill()
    let asked = request.uri.queryParameters
    if asked["favourites"] != nil {
      guard let found = await house.favouriteGoods() else { throw .closing }
      return Reply(200, found.wire)
    }
    let after = asked["after"].flatMap { Int64($0) } ?? 0
    guard
      let found = await house.goods(
        matching: asked["text"].map(String.init) ?? "",
        department: asked["department"].map(String.init),
        after: max(0, after))
    else { throw .closing }
    return Reply(200, found.wire)
  }

  func events(
    _ request: Request, _ visit: Visit, _ connection: Connection, _ kind: WebStream.Kind
  ) async throws(Reply) -> Response {
    let caller = visit.caller
    if kind == .till { try caller.requireTill() }
    // A browser has one page for the customer.
    let given = request.uri.queryParameters["client"].map(String.init)
    let client = try client(given ?? (kind == .customer ? "customer" : nil))
    let channel = connection.channel
    let opened = await house.cashier.open(Tab(browser: caller.id, client: client), kind) {
      channel.close(promise: nil)
    }
    guard let (id, wakes) = opened else { throw .tooMany }
    var headers = HTTPFields()
    headers[.contentType] = "text/event-stream; charset=utf-8"
    // A proxy that collects a response before it passes it on would hold every event.
    headers[.named("X-Accel-Buffering")] = "no"
    headers[.cacheControl] = "no-store"
    let (cashier, house) = (house.cashier, house)
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        do {
          try await request.body.consumeWithInboundCloseHandler { _ in
            for await _ in wakes {
              guard let text = await cashier.take(id, house.hello) else { break }
              if text.isEmpty { continue }
              try await writer.write(ByteBuffer(string: text))
              await cashier.wrote(id)
            }
            try await writer.finish(nil)
          } onInboundClosed: {
            Task { await cashier.end(id) }
          }
        } catch {
          await cashier.end(id)
          throw error
        }
        await cashier.end(id)
      })
  }
}

extension GoodsPage {
  fileprivate var wire: Value {
    var fields: [String: Value] = [
      "goods": .list(goods.map(\.wire)), "departments": .list(departments.map(Value.string)),
    ]
    fields["more"] = more.map { .string("\($0)") }
    return .record(fields)
  }
}

extension GoodsPage.Good {
  fileprivate var wire: Value {
    var fields: [String: Value] = [
      "id": .int(id), "name": .string(name), "price": .int(price.kopecks),
      "measure": .string(measure.name),
    ]
    fields["barcode"] = barcode.map(Value.string)
    if !department.isEmpty { fields["department"] = .string(department) }
    return .record(fields)
  }
}
