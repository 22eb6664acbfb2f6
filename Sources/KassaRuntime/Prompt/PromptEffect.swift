/// What an answer to a prompt will do to money or to the till's terminals.
///
/// A line of the runtime's own that no script words. Every front end shows it beside the title.
public struct PromptEffect: Codable, Hashable, Sendable {
  /// What an answer does, by the words that stand first in the line.
  public enum Act: String, Codable, CaseIterable, Sendable {
    /// Takes money for the receipt.
    case payment
    /// Undoes a charge on its terminal.
    case void
    /// Gives money back.
    case refund
    /// Hands cash over that a printed document says was given back.
    case handover
    /// Counts something else than card or cash as paid.
    case tender
    /// Closes the shift.
    case closing
    /// Prints a receipt.
    case print
    /// Goes on past a check of the store's that did not finish.
    case unchecked
    /// Takes a charge off the list of those that their terminals have not confirmed, or a document off that of
    /// those whose paper ended.
    case strike
    /// Changes which terminals this till has.
    case terminals
    /// Says where a connected terminal listens.
    case address
    /// Gives a parameter of the store's script its value at this till.
    case parameter
    /// Lets a receipt be paid whose first charge is still unknown, by a senior's PIN.
    case again
    /// Puts cash into the drawer that pays for nothing.
    case cashIn = "cash_in"
    /// Takes cash out of the drawer that pays for nothing.
    case cashOut = "cash_out"
    /// Says what lies in the drawer, or what a terminal's report says.
    case counting
    /// Says what a terminal answered to its settlement.
    case settling
    /// Puts a printed document right, by documents of its own.
    case correction
  }

  /// What an answer does.
  public let act: Act
  /// Nil where the amount is what is asked for.
  public let amount: Money?
  /// As people read it; nil where there is none.
  public let terminal: String?
  /// Whether the receipt is printed once this is answered, and never before.
  public let isBeforeReceipt: Bool

  package init(
    _ act: Act, amount: Money? = nil, terminal: String? = nil, isBeforeReceipt: Bool = false
  ) {
    self.act = act
    self.amount = amount
    self.terminal = terminal
    self.isBeforeReceipt = isBeforeReceipt
  }
}

extension PromptEffect {
  /// The line itself: «Оплата 199,50 ₽ · ВТБ · чек после неё».
  public func text(_ language: Language) -> String {
    let sum = amount.map { " \($0.text(language))" } ?? ""
    return act.word(language) + sum + (terminal.map { " · \($0)" } ?? "") + order(language)
  }

  private func order(_ language: Language) -> String {
    switch (isBeforeReceipt, language) {
    case (false, _): ""
    case (true, .ru): " · чек после неё"
    case (true, .en): " · receipt afterwards"
    }
  }
}

extension PromptEffect.Act {
  func word(_ language: Language) -> String {
    switch (self, language) {
    case (.payment, .ru): "Оплата"
    case (.payment, .en): "Payment"
    case (.void, .ru): "Отмена"
    case (.void, .en): "Void"
    case (.refund, .ru): "Возврат"
    case (.refund, .en): "Refund"
    case (.handover, .ru): "Выдача"
    case (.handover, .en): "Pay out"
    case (.tender, .ru): "Засчитать как оплату"
    case (.tender, .en): "Count as payment"
    case (.closing, .ru): "Закрытие смены"
    case (.closing, .en): "Closing of the shift"
    case (.print, .ru): "Печать чека"
    case (.print, .en): "Print of a receipt"
    case (.unchecked, .ru): "Без проверки магазина"
    case (.unchecked, .en): "Without the store's check"
    case (.strike, .ru): "Снять с контроля"
    case (.strike, .en): "Strike off the list"
    case (.terminals, .ru): "Терминалы кассы"
    case (.terminals, .en): "Terminals of this till"
    case (.address, .ru): "Адрес терминала"
    case (.address, .en): "Address of a terminal"
    case (.parameter, .ru): "Параметр кассы"
    case (.parameter, .en): "Parameter of this till"
    case (.cashIn, .ru): "Внесение"
    case (.cashIn, .en): "Cash in"
    case (.cashOut, .ru): "Изъятие"
    case (.cashOut, .en): "Cash out"
    case (.counting, .ru): "Пересчёт"
    case (.counting, .en): "Count"
    case (.settling, .ru): "Сверка итогов"
    case (.settling, .en): "Settlement"
    case (.correction, .ru): "Исправление чека"
    case (.correction, .en): "Correction of a receipt"
    case (.again, .ru): "Разобрать отложенную оплату"
    case (.again, .en): "Settle a payment set aside"
    }
  }
}
