"""Prompts of every kind as JSON, as the till writes them: what the page is tried and pictured with."""

import json
from pathlib import Path

OUTCOMES = [
    {"id": "approved", "key": 1, "label": "✓ Одобрено", "place": "outcome", "role": "approve"},
    {"id": "declined", "key": 2, "label": "✕ Отказ", "place": "outcome", "role": "decline"},
    {"id": "unknown", "key": 3, "label": "? Не знаю", "place": "outcome"},
    {"id": "not_run", "key": 4, "label": "✕ Карту не проводили", "place": "outcome"},
    {"id": "other", "key": 5, "label": "✕ Другой терминал", "place": "outcome"},
]

SALE_BUTTONS = [
    {"id": "pay.card", "key": 1, "label": "Безналичными", "place": "tender"},
    {"id": "pay.cash", "key": 2, "label": "Наличными", "place": "tender"},
    {"id": "pay.split", "key": 3, "label": "Часть картой", "place": "tender"},
    {"id": "pay.other", "key": 10, "label": "Другой терминал", "place": "tender"},
    {"id": "park", "key": 4, "label": "Отложить", "place": "edit"},
    {"id": "clear", "key": 6, "label": "Очистить", "place": "edit", "role": "destroy"},
    {"id": "parked", "key": 5, "label": "Отложенные", "place": "leave"},
    {"id": "terminals", "key": 7, "label": "Настройки", "place": "leave"},
    {"id": "shift", "key": 8, "label": "Закрыть смену", "place": "leave"},
    {"id": "sign_out", "key": 9, "label": "Выйти", "place": "leave"},
    {"id": "returns", "key": 12, "label": "Возврат", "place": "leave"},
    {"id": "drawer", "key": 13, "label": "Деньги в ящике", "place": "leave"},
    {"id": "documents", "key": 14, "label": "Чеки", "place": "leave"},
]

GOODS = [
    {"id": place + 1, "name": name, "price": price, "barcode": f"46000000000{place:02}",
     "department": department}
    for place, (name, price, department) in enumerate([
        ("Эспрессо", 12000, "Кофе"), ("Капучино", 19950, "Кофе"), ("Латте", 22000, "Кофе"),
        ("Раф ванильный", 26000, "Кофе"), ("Чай чёрный", 9000, "Чай"),
        ("Круассан", 14500, "Выпечка"), ("Чизкейк", 28000, "Выпечка"),
        ("Сэндвич с индейкой и сыром", 32000, "Кухня"), ("Конфеты на вес", 89000, "Выпечка"),
        ("Вода 0,5 л", 7000, "Напитки"), ("שוקו 3×100", 15000, "Напитки"),
    ])
]


def line(number, name="Капучино", price=19950, quantity="1", discount=0):
    whole = round(price * float(quantity)) - discount
    return {"line": number, "name": name, "price": price, "quantity": quantity, "measure": "piece",
            "discount": discount, "sum": whole}


def sale(lines=(), buttons=(), **more):
    lines = list(lines)
    view = {"cashier": "Анна", "contact": None, "lines": lines, "matters": 0, "paid": 0,
            "parked": 0, "total": sum(each["sum"] for each in lines), **more}
    return {"id": "sale", "kind": "sale", "title": "Чек",
            "buttons": SALE_BUTTONS + list(buttons), "sale": view}


def window(amount=123450, terminal="ВТБ", **more):
    text = f"{amount // 100:,}".replace(",", "\u00a0") + f",{amount % 100:02}"
    return {"id": "charge.window", "kind": "outcome", "title": "Сначала карта, потом чек",
            "body": f"{terminal}: наберите {text}\u00a0₽, дождитесь ответа", "quiet": 700,
            "buttons": OUTCOMES,
            "effect": {"act": "payment", "amount": amount, "terminal": terminal,
                       "text": f"Оплата {text}\u00a0₽ · {terminal} · чек после неё"},
            "outcome": {"operation": "charge", "amount": amount, "terminal": terminal,
                        "since": 1795000000000}, **more}


LINES = [line(1), line(2, "Круассан", 14500, "2"), line(3, "Конфеты на вес", 89000, "0.354"),
         line(4, "Сэндвич с индейкой и сыром", 32000, "1", 3200)]

PROMPTS = {
    "sign_in": {"id": "sign_in.name", "kind": "choose", "title": "Кто за кассой?", "buttons": [
        {"id": "Анна", "key": 1, "label": "Анна"}, {"id": "Борис", "key": 2, "label": "Борис"}]},
    "pin": {"id": "sign_in.pin", "kind": "secret", "title": "Анна: PIN", "cancel": True,
            "secret": {"format": "digits", "least": 4, "most": 12},
            "buttons": [{"id": "forgot", "key": 1, "label": "Забыли PIN"}]},
    "sale_empty": sale(),
    "sale": sale(LINES, matters=2),
    "sale_long": sale([line(n, f"Товар {n}") for n in range(1, 301)],
                      unknown=["9999999999994"], contact="+79161234567"),
    "sale_forty": sale(LINES, [
        {"id": "way_out", "label": "Дальше без сценария магазина", "place": "way out"},
        *({"id": f"own{n}", "key": 20 + n, "label": f"Кнопка магазина {n}", "place": "store"}
          for n in range(1, 41))]),
    "sale_names": sale([line(1, "Ш" * 128), line(2, "שוקו 3×100", 999999999),
                        line(3, "قهوة 200 مل"), line(4, "Очень длинное название товара, которое не "
                             "помещается в одну строку и даже в две", 999999999, "9.5")]),
    "window": window(),
    "window_large": window(999999999, "Сбербанк, касса у входа"),
    "window_way_out": window(buttons=[*OUTCOMES, {"id": "way_out", "place": "way out",
                                                  "label": "Дальше без сценария магазина"}]),
    "window_unsorted": window(buttons=list(reversed(OUTCOMES))),
    "amount": {"id": "charge.amount", "kind": "amount", "title": "Сумма на слипе", "quiet": 700,
               "body": "Введите со слипа, не с кассы. Найдите «Оплата … ОДОБРЕНО»",
               "effect": {"act": "payment", "terminal": "ВТБ", "text": "Оплата · ВТБ · чек после неё"},
               "amount": {"least": 1, "most": 999999999, "offered": []},
               "buttons": [{"id": "no_slip", "key": 1, "label": "Слипа нет"}]},
    "rrn": {"id": "charge.rrn", "kind": "text", "title": "RRN на слипе", "quiet": 700,
            "body": "12 цифр", "text": {"format": "digits", "least": 12, "most": 12},
            "buttons": [{"id": "none", "key": 1, "label": "RRN нет"}]},
    "name": {"id": "terminals.name", "kind": "text", "title": "Название терминала", "cancel": True,
             "body": "Так его будет видеть кассир", "default": "offered",
             "text": {"format": "free", "least": 1, "most": 40},
             "effect": {"act": "terminals", "text": "Терминалы кассы"},
             "buttons": [{"id": "offered", "key": 1, "label": "Автономный терминал"}]},
    "cash": {"id": "payment.cash", "kind": "amount", "title": "Наличные от покупателя",
             "quiet": 700, "cancel": True, "body": "К оплате 199,50\u00a0₽",
             "effect": {"act": "payment", "amount": 19950, "text": "Оплата 199,50\u00a0₽"},
             "amount": {"least": 1, "most": 10000000,
                        "offered": [19950, 20000, 50000, 100000, 500000]}},
    "change": {"id": "payment.change", "look": "change", "kind": "tell", "title": "Сдача 380,00\u00a0₽",
               "default": "ok", "scans_waiting": 1,
               "buttons": [{"id": "ok", "key": 1, "label": "Понятно"}]},
    "mismatch": {"id": "charge.under", "look": "alarm", "kind": "choose", "title": "Не хватает 19,50\u00a0₽",
                 "body": "Слип 1\u00a0215,00\u00a0₽, нужно 1\u00a0234,50\u00a0₽", "quiet": 700,
                 "mismatch": {"got": 121500, "due": 123450},
                 "effect": {"act": "payment", "amount": 1950, "terminal": "ВТБ",
                            "text": "Оплата 19,50\u00a0₽ · ВТБ"},
                 "buttons": [{"id": "again", "key": 1, "label": "Ввести заново"},
                             {"id": "rest", "key": 2, "label": "✓ Доплатить"},
                             {"id": "void", "key": 3, "label": "↩ Отменить на терминале"}]},
    "patience": {"id": "charge.wait", "kind": "choose", "title": "Терминал работает", "quiet": 700,
                 "body": "Покупатель ещё платит — подождите. Терминал молчит — не ждите: касса проверит его или "
                         "спросит вас",
                 "waiting": {"device": "terminal", "amount": 123450, "terminal": "ВТБ", "may_stop": True,
                             "operation": "charge", "since": 1795000000000},
                 "buttons": [{"id": "stop", "key": 1, "label": "Не ждать терминал"}]},
    "declined": {"id": "charge.declined", "look": "stop", "kind": "choose", "title": "Оплата не прошла",
                 "effect": {"act": "payment", "amount": 22000, "text": "Оплата 220,00\u00a0₽"},
                 "body": "Товары сохранены, чека нет", "buttons": [
                     {"id": "again", "key": 1, "label": "Ещё раз"},
                     {"id": "cash", "key": 2, "label": "Наличными"},
                     {"id": "park", "key": 3, "label": "Отложить"},
                     {"id": "other", "key": 4, "label": "Другой терминал"}]},
    "unknown": {**window(), "id": "charge.unknown", "look": "unknown", "title": "Проверьте терминал",
                "body": "Есть операция 1\u00a0234,50\u00a0₽ в 14:05?", "buttons": [
                    {"id": "approved", "key": 1, "label": "✓ Одобрена", "place": "outcome", "role": "approve"},
                    {"id": "declined", "key": 2, "label": "✕ Нет или отказ", "place": "outcome",
                     "role": "decline"},
                    {"id": "unknown", "key": 3, "label": "? Не выяснить", "place": "outcome"}]},
    "detached": {"id": "charge.detached", "look": "unknown", "kind": "choose", "title": "Чек отложен", "quiet": 700,
                 "body": "Без старшего второй раз не платить", "buttons": [
                     {"id": "next", "key": 1, "label": "Следующий покупатель"},
                     {"id": "senior", "key": 2, "label": "Старший"}]},
    "count": {"id": "settling.count", "kind": "count", "title": "Отчёт терминала", "quiet": 700,
              "body": "Зал: краткий отчёт до сверки. Пусто — ноль", "cancel": True,
              "count": {"fields": [
                  {"id": each, "label": label, "unit": unit} for each, label, unit in [
                      ("charges", "Оплата", "amount"), ("charges_count", "Оплата, операций", "pieces"),
                      ("refunds", "Возврат", "amount"), ("refunds_count", "Возврат, операций", "pieces"),
                      ("voids", "Отмены", "amount"), ("voids_count", "Отмены, операций", "pieces")]]},
              "buttons": [{"id": "no_report", "key": 1, "label": "Нет отчёта"}]},
    "confirm": {"id": "shift.close", "kind": "confirm", "title": "Закрыть смену?",
                "body": "Отложенные чеки и вопросы по деньгам останутся", "quiet": 700,
                "effect": {"act": "closing", "text": "Закрытие смены"},
                "buttons": [{"id": "yes", "key": 1, "label": "Закрыть"},
                            {"id": "no", "key": 2, "label": "Нет"}]},
    "terminals": {"id": "terminals.list", "kind": "choose", "title": "Платёжные терминалы",
                  "cancel": True, "buttons": [
                      {"id": "t1", "key": 3, "label": "ВТБ · Автономный терминал · по умолчанию",
                       "role": "chosen",
                       "menu": [{"id": "t1.stop", "label": "Вывести из работы"}]},
                      {"id": "t2", "key": 4, "label": "Сбер · Пинпад", "menu": [
                          {"id": "t2.mark", "label": "Использовать по умолчанию"},
                          {"id": "t2.rename", "label": "Переименовать"},
                          {"id": "t2.remove", "label": "Удалить"}]},
                      {"id": "add", "key": 1, "label": "Добавить", "place": "next"},
                      {"id": "back", "key": 2, "label": "К товарам"}]},
    "provider": {"id": "terminals.exists", "kind": "choose", "title": "Поставщик терминала",
                 "body": "Уже есть: Автономный терминал", "cancel": True, "default": "next",
                 "effect": {"act": "terminals", "text": "Терминалы кассы"}, "buttons": [
                     {"id": "standalone", "key": 1, "label": "Автономный терминал", "role": "chosen",
                      "menu": [{"id": "standalone.mark", "label": "Использовать по умолчанию"}]},
                     {"id": "connected", "key": 2, "label": "Подключённый терминал"},
                     {"id": "transfer", "key": 3, "label": "Банковский перевод"},
                     {"id": "next", "key": 4, "label": "Далее", "place": "next"},
                     {"id": "mark", "key": 5, "label": "Использовать по умолчанию", "place": "next"},
                     {"id": "back", "key": 6, "label": "Назад"}]},
    "many": {"id": "parked", "kind": "choose", "title": "Отложенные чеки", "cancel": True,
             "buttons": [{"id": f"p{n}", "key": n, "label": f"№ {n} · 14:0{n % 10} · 1\u00a0234,50\u00a0₽"}
                         for n in range(1, 31)]},
    "paper": {"id": "print.paper", "look": "warn", "kind": "tell", "title": "Вставьте бумагу",
              "body": "Чек оформлен, ФД 123. Повторно не пробивать", "quiet": 700,
              "effect": {"act": "print", "text": "Печать чека"},
              "buttons": [{"id": "ok", "key": 1, "label": "Допечатать"}]},
    "veto": {"id": "hook.veto", "kind": "tell", "title": "Сначала проверьте колеровку",
             "default": "ok", "buttons": [{"id": "ok", "key": 1, "label": "Понятно"}]},
}

# Those of returns, counts, corrections, documents and transfers, by their own ids.
FLOWS = json.loads((Path(__file__).parent / "flow_prompts.json").read_text())
PROMPTS |= {each["id"]: each for each in FLOWS}
