extension RegistrarError: CustomStringConvertible {
  public var description: String { text(.en) }

  /// What happened and what to do, for the cashier.
  package func text(_ language: Language) -> String {
    switch (self, language) {
    case (.refused(let refusal), _): refusal.text(language)
    case (.unreachable, .ru): "ККТ не отвечает; проверьте питание и кабель и повторите"
    case (.unreachable, .en): "the registrar does not answer; check its power and cable, try again"
    }
  }
}

extension Refusal: CustomStringConvertible {
  public var description: String { text(.en) }

  /// What happened and what to do, for the cashier.
  package func text(_ language: Language) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private var english: String {
    switch self {
    case .noPaper: "the registrar has no paper; load a roll"
    case .coverOpen: "the registrar's cover is open; close it"
    case .busy: "the registrar is busy; try again in a moment"
    case .shiftClosed: "the shift is closed; open it"
    case .shiftOpen: "the shift is already open; go on, or close it first"
    case .shiftExpired: "the shift is older than 24 hours; close it and open a new one"
    case .documentInvalid(let rule): "the receipt breaks a rule: \(rule)"
    case .foreignSeller(let registered):
      "the registrar belongs to INN \(registered); use this seller's own store or registrar"
    case .taxationNotRegistered(let system):
      "the registrar is not registered for \(system.name); correct the store's taxation"
    case .clockBackwards:
      "the registrar's clock is before its last document; set the clock right"
    case .memoryFull: "fiscal memory or disk is full; call the technician"
    case .keyTaken: "this key belongs to another operation; start the receipt again"
    case .nothingPrinted: "there is no receipt to copy; print one first"
    case .deviceFault(let words): "the registrar is out of order (\(words)); call the technician"
    }
  }

  private var russian: String {
    switch self {
    case .noPaper: "в ККТ нет бумаги; вставьте ленту"
    case .coverOpen: "у ККТ открыта крышка; закройте её"
    case .busy: "ККТ занята; повторите через минуту"
    case .shiftClosed: "смена закрыта; откройте её"
    case .shiftOpen: "смена уже открыта; продолжайте или сначала закройте её"
    case .shiftExpired: "смена длится больше 24 часов; закройте её и откройте новую"
    case .documentInvalid(let rule): "чек нарушает правило: \(rule)"
    case .foreignSeller(let registered):
      "ККТ зарегистрирована на ИНН \(registered); нужен сценарий или ККТ этого продавца"
    case .taxationNotRegistered(let system):
      "ККТ не зарегистрирована на СНО «\(system.title)»; исправьте СНО магазина"
    case .clockBackwards: "часы ККТ отстают от последнего документа; поставьте верное время"
    case .memoryFull: "память ККТ или диск заполнены; позовите техника"
    case .keyTaken: "ключ занят другой операцией; начните чек заново"
    case .nothingPrinted: "нет чека для копии; сначала напечатайте чек"
    case .deviceFault(let words): "ККТ неисправна (\(words)); позовите техника"
    }
  }
}
