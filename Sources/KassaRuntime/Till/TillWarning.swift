import Logging

/// What a cashier is told beside the prompts: a fixed sentence, and what to do.
///
/// What exactly went wrong is for whoever can mend it, in the till's log.
enum TillWarning {
  /// A script's flow failed, and the next level goes on with its receipt.
  case flowFailed(Fault)
  /// That part took the process down again and again; the till does without it.
  case suspended(CrashWatch.Part)
  case goodsUnreadable(any Error)
  /// So many scans waited in memory alone when the till ended.
  case scansMayBeLost(Int)
  /// The registrar's paper is nearly over.
  case paperLow
  /// The store that was given can't be used; what ran before sells.
  case storeRefused(String)
  /// The script declares otherwise what these durable values are: they begin anew.
  case keptOtherwise([String])
  /// The store's files were changed while the till runs; why they can't be used, where they can't.
  case storeChanged(refused: String?)
  /// The store's script was stopped or left there too often; the stock flows sell.
  case standsIn(place: String)
  /// A new script failed: the one before runs again.
  case wentBack(because: String)
  /// It failed, and the one before can't run.
  case cannotGoBack(because: String, reasons: [String])
  /// A terminal that was asked again about a charge does not confirm what people said of it.
  case unconfirmed(UnconfirmedCharge)
  /// A terminal that nobody waited for says that it took that much.
  case lateYes(UnconfirmedCharge, Money)

  func words(_ language: Language) -> String {
    switch (self, language) {
    case (.flowFailed(let fault), .ru) where fault.kind == .left:
      "Дальше без сценария магазина; подробности в файле kassa.log"
    case (.flowFailed(let fault), .en) where fault.kind == .left:
      "Going on without the store's script; the till's log says why"
    case (.storeRefused, .ru):
      "Сценарий магазина не открылся, касса работает на прежнем. Позовите техника; подробности в "
        + "файле kassa.log"
    case (.storeRefused, .en):
      "The store's script does not open, the till goes on with the one before. Call a technician; the "
        + "till's log says why"
    case (.keptOtherwise(let names), .ru):
      "Новый сценарий иначе ждёт запомненное (\(names.joined(separator: ", "))): оно начнётся заново. "
        + "Позовите техника"
    case (.keptOtherwise(let names), .en):
      "The new script takes what was remembered otherwise (\(names.joined(separator: ", "))): it begins "
        + "anew. Call a technician"
    case (.storeChanged(nil), .ru):
      "Файлы сценария магазина изменены: касса откроет их при следующем запуске"
    case (.storeChanged(nil), .en):
      "The store's files were changed: the till opens them when it is started again"
    case (.storeChanged(let reason?), .ru):
      "Файлы сценария магазина изменены с ошибкой, касса работает на прежних: \(Self.brief(reason))"
    case (.storeChanged(let reason?), .en):
      "The store's files were changed and can't be used, the till goes on with those before: "
        + Self.brief(reason)
    case (.standsIn, .ru):
      "Сценарий магазина остановлен дважды на одном месте: касса продаёт без него, пока старший не "
        + "включит его в «Настройки»"
    case (.standsIn, .en):
      "The store's script was stopped twice at one place: the till sells without it until a senior "
        + "turns it on in the settings"
    case (.wentBack, .ru):
      "Новый сценарий магазина отказал, касса вернулась к прежнему. Продавайте дальше и позовите техника"
    case (.wentBack, .en):
      "The store's new script failed, the till is back on the one before. Go on selling, and call a "
        + "technician"
    case (.cannotGoBack, .ru):
      "Новый сценарий магазина отказал, а прежний сюда не подходит: касса остаётся на новом. Позовите "
        + "техника; подробности в файле kassa.log"
    case (.cannotGoBack, .en):
      "The store's new script failed, and the one before does not fit here: the till stays. Call a "
        + "technician; the till's log says why"
    case (.flowFailed, .ru):
      "Сценарий магазина остановлен, касса продолжает сама; подробности в файле kassa.log"
    case (.flowFailed, .en):
      "The store's script was stopped, the till goes on by itself; its log says why"
    case (.suspended(.storeFlow), .ru):
      "Касса трижды закрылась на одном месте: сценарий магазина отключён до её перезапуска. "
        + "Продавайте дальше и позовите техника"
    case (.suspended(.storeFlow), .en):
      "The till died three times at one place: the store's script is off until it is restarted. "
        + "Go on selling, and call a technician"
    case (.suspended(.stockFlow), .ru):
      "Касса трижды закрылась на одном месте: чек закончит запасной режим. Позовите техника"
    case (.suspended(.stockFlow), .en):
      "The till died three times at one place: its last resort finishes the receipt. "
        + "Call a technician"
    case (.suspended(.registrar), .ru):
      "Касса трижды закрылась при обращении к ККТ: ККТ отключена до перезапуска кассы. "
        + "Позовите техника"
    case (.suspended(.registrar), .en):
      "The till died three times while it spoke to the registrar, which is off until a restart. "
        + "Call a technician"
    case (.suspended(.terminal), .ru):
      "Касса трижды закрылась при обращении к терминалу: он отключён до перезапуска кассы. "
        + "Проверьте на нём последнюю операцию"
    case (.suspended(.terminal), .en):
      "The till died three times while it spoke to the terminal, which is off until a restart. "
        + "Check the last operation on it"
    case (.unconfirmed(let charge), .ru) where charge.standing == .owed && charge.refunded != nil:
      "\(charge.terminal.name): возврат \((charge.taken ?? charge.amount).text(.ru)) прошёл, чека на него "
        + "нет: «Отложенные»"
    case (.unconfirmed(let charge), .en) where charge.standing == .owed && charge.refunded != nil:
      "\(charge.terminal.name): \((charge.taken ?? charge.amount).text(.en)) was given back after all, and "
        + "no receipt has it: “Parked”"
    case (.unconfirmed(let charge), .ru) where charge.standing == .owed:
      "\(charge.terminal.name): оплата \((charge.taken ?? charge.amount).text(.ru)) прошла, чека на неё нет. "
        + "Верните деньги: «Отложенные»"
    case (.unconfirmed(let charge), .en) where charge.standing == .owed:
      "\(charge.terminal.name): \((charge.taken ?? charge.amount).text(.en)) was taken after all, and "
        + "no receipt has it. Give it back: “Parked”"
    case (.unconfirmed(let charge), .ru):
      "\(charge.terminal.name) не подтверждает оплату \(charge.amount.text(.ru)). "
        + "Проверьте её на терминале"
    case (.unconfirmed(let charge), .en):
      "\(charge.terminal.name) does not confirm what became of \(charge.amount.text(.en)). "
        + "Check it on the terminal"
    case (.lateYes(let charge, let taken), .ru) where charge.refunded != nil:
      "\(charge.terminal.name) ответил: возврат \(taken.text(.ru)) прошёл. Второй раз деньги не отдавайте"
    case (.lateYes(let charge, let taken), .en) where charge.refunded != nil:
      "\(charge.terminal.name) has answered: \(taken.text(.en)) was given back. Don't give it twice"
    case (.lateYes(let charge, let taken), .ru):
      "\(charge.terminal.name) ответил: оплата \(taken.text(.ru)) прошла. Второй раз деньги не берите"
    case (.lateYes(let charge, let taken), .en):
      "\(charge.terminal.name) has answered: \(taken.text(.en)) was taken. Don't take it twice"
    case (.goodsUnreadable, .ru):
      "Справочник товаров не читается, продавайте по свободной цене; подробности в файле kassa.log"
    case (.goodsUnreadable, .en):
      "The goods can't be read, sell at a free price; the till's log says why"
    case (.scansMayBeLost(let count), .ru):
      "Касса перезапустилась: отсканированное последним (\(count)) могло не попасть в чек, проверьте"
    case (.scansMayBeLost(let count), .en):
      "The till restarted: what was scanned last (\(count)) may be on no receipt, look"
    case (.paperLow, .ru): "Бумага в ККТ кончается: смените рулон между покупателями"
    case (.paperLow, .en): "The registrar's paper is nearly over: change the roll between customers"
    }
  }

  /// A script's own text, before a cashier.
  private static func brief(_ reason: String) -> String {
    String(CardNumber.redacted(reason).visible.prefix(300))
  }

  var logged: String {
    switch self {
    case .flowFailed(let fault):
      "the flow falls back: \(fault.shown)"
    case .suspended(let part):
      "\(part.words) is off until a restart: the till died \(CrashWatch.deathsMax) times in it"
    case .storeRefused(let reason): "the store can't be used, what ran before is: \(reason)"
    case .keptOtherwise(let names):
      "durable values are declared otherwise than they are kept, and begin anew: "
        + names.joined(separator: ", ")
    case .storeChanged(let reason):
      "the store's files were changed"
        + (reason.map { " and can't be used: \($0)" } ?? "; the next start opens them")
    case .standsIn(let place):
      "sales run on the stock flows: the script was stopped twice at \(place)"
    case .wentBack(let because): "back on the script before; the new one failed: \(because)"
    case .cannotGoBack(let because, let reasons):
      "the new script failed: \(because); the till can't go back: "
        + reasons.joined(separator: "; ")
    case .goodsUnreadable(let error): "goods: \(error)"
    case .scansMayBeLost(let count):
      "\(count) scans that waited for a receipt may be lost by the restart"
    case .paperLow: "the registrar's paper is nearly over"
    case .unconfirmed(let charge):
      "the charge \(charge.key.id) of \(charge.amount) on «\(charge.terminal.name)» is "
        + (charge.standing == .owed ? "owed back" : "not confirmed")
    case .lateYes(let charge, let taken):
      "the charge \(charge.key.id) on «\(charge.terminal.name)»: \(taken), once nobody waited for it"
    }
  }
}

extension CrashWatch.Part {
  fileprivate var words: String {
    switch self {
    case .storeFlow: "the store's flow"
    case .stockFlow: "the stock flow"
    case .registrar: "the registrar's driver"
    case .terminal: "the terminal's driver"
    }
  }
}
