"""One invented program page in four languages: the same tiers, numbers, periods and duties in each."""

from __future__ import annotations

GERMAN = """<html lang="de"><title>Nordwind Partnerprogramm</title><h1>Nordwind Partnerprogramm</h1>
<p>Das Partnerprogramm hat drei Stufen: Bronze, Silber und Gold. Jede Stufe hat eigene Anforderungen.</p>
<table><tr><th>Anforderung</th><th>Bronze</th><th>Silber</th><th>Gold</th></tr>
<tr><td>Zertifizierte Mitarbeiter</td><td>2</td><td>5</td><td>15</td></tr>
<tr><td>Kundenreferenzen</td><td>keine</td><td>2</td><td>6</td></tr>
<tr><td>Jahresumsatz</td><td>10.000 €</td><td>75.000 €</td><td>250.000 €</td></tr></table>
<h2>Prüfung</h2><p>Die Prüfung dauert 90 Minuten und umfasst 60 Fragen. Zum Bestehen sind mindestens 70 %
erforderlich. Die Prüfungsgebühr beträgt 1.500,00 €.</p>
<h2>Gültigkeit und Verlängerung</h2><p>Die Zertifizierung ist 24 Monate gültig. Sie muss alle zwei Jahre
erneuert werden. Nach Ablauf gilt eine Nachfrist von 30 Tagen.</p>
<h2>Pflichten</h2><ul>
<li>Partner müssen mindestens drei Jahre Berufserfahrung mit dem Produkt nachweisen.</li>
<li>Partner dürfen das Logo nicht verändern.</li>
<li>Eine eigene Hotline ist nicht erforderlich.</li></ul>
<p>Nordwind will bis Ende 2027 insgesamt 20.000 Berater zertifizieren. Dafür investiert Nordwind 50 Mio. € in
das Programm.</p>
<p>Die Teilnahme kostet 99 € pro Monat. Jedes Jahr wird die Kundenzufriedenheit überprüft; wer unter 80 %
liegt, verliert den Status.</p></html>"""

FRENCH = """<html lang="fr"><title>Programme partenaires Boréal</title><h1>Programme partenaires Boréal</h1>
<p>Le programme compte trois niveaux : Bronze, Argent et Or. Chaque niveau a ses exigences.</p>
<table><tr><th>Exigence</th><th>Bronze</th><th>Argent</th><th>Or</th></tr>
<tr><td>Collaborateurs certifiés</td><td>2</td><td>5</td><td>15</td></tr>
<tr><td>Références clients</td><td>aucune</td><td>2</td><td>6</td></tr>
<tr><td>Chiffre d’affaires annuel</td><td>10 000 €</td><td>75 000 €</td><td>250 000 €</td></tr></table>
<h2>Examen</h2><p>L’examen dure 90 minutes et comporte 60 questions. La note minimale est de 70 %. L’examen
coûte 1 500,00 €.</p>
<h2>Validité et renouvellement</h2><p>La certification est valable 24 mois. Elle doit être renouvelée tous les
deux ans. Un délai de grâce de 30 jours suit l’échéance.</p>
<h2>Obligations</h2><ul>
<li>Les partenaires doivent justifier d’au moins trois ans d’expérience professionnelle.</li>
<li>Les partenaires ne peuvent pas modifier le logo.</li>
<li>Une assistance téléphonique n’est pas requise.</li></ul>
<p>Boréal vise à certifier 20 000 consultants d’ici fin 2027. Boréal investit 50 millions d’euros dans le
programme.</p>
<p>La cotisation est de 99 € par mois. La satisfaction client est contrôlée chaque année.</p></html>"""

SPANISH = """<html lang="es"><title>Programa de socios Levante</title><h1>Programa de socios Levante</h1>
<p>El programa tiene tres niveles: Bronce, Plata y Oro. Cada nivel tiene sus requisitos.</p>
<table><tr><th>Requisito</th><th>Bronce</th><th>Plata</th><th>Oro</th></tr>
<tr><td>Empleados certificados</td><td>2</td><td>5</td><td>15</td></tr>
<tr><td>Referencias de clientes</td><td>ninguna</td><td>2</td><td>6</td></tr>
<tr><td>Facturación anual</td><td>10.000 €</td><td>75.000 €</td><td>250.000 €</td></tr></table>
<h2>Examen</h2><p>El examen dura 90 minutos y consta de 60 preguntas. La puntuación mínima es del 70 %. El
examen cuesta 1.500,00 €.</p>
<h2>Validez y renovación</h2><p>La certificación es válida durante 24 meses. Debe renovarse cada dos años.
Después hay un período de gracia de 30 días.</p>
<h2>Obligaciones</h2><ul>
<li>Los socios deben acreditar al menos tres años de experiencia profesional.</li>
<li>Los socios no pueden modificar el logotipo.</li>
<li>No se requiere un centro de llamadas propio.</li></ul>
<p>Levante tiene previsto certificar a 20.000 consultores antes de finales de 2027. Levante invierte 50
millones de euros en el programa.</p>
<p>La cuota es de 99 € al mes. La satisfacción del cliente se revisa cada año.</p></html>"""

JAPANESE = """<html lang="ja"><title>みなと パートナープログラム</title><h1>みなと パートナープログラム</h1>
<p>プログラムには、ブロンズ、シルバー、ゴールドの3つのレベルがあります。レベルごとに要件が定められています。</p>
<table><tr><th>要件</th><th>ブロンズ</th><th>シルバー</th><th>ゴールド</th></tr>
<tr><td>認定技術者</td><td>2名</td><td>5名</td><td>15名</td></tr>
<tr><td>導入事例</td><td>なし</td><td>2件</td><td>6件</td></tr>
<tr><td>年間売上</td><td>100万円</td><td>750万円</td><td>2,500万円</td></tr></table>
<h2>試験</h2><p>試験時間は90分で、問題は60問です。合格には70%以上が必要です。受験料は15,000円です。</p>
<h2>有効期間と更新</h2><p>認定の有効期間は24か月です。2年ごとに更新が必要です。期限後30日間の猶予期間があります。</p>
<h2>義務</h2><ul>
<li>パートナーは3年以上の実務経験を証明する必要があります。</li>
<li>パートナーはロゴを変更できません。</li>
<li>専用の窓口は必要ありません。</li></ul>
<p>みなとは2027年末までに2万人のコンサルタントを認定することを目指します。プログラムに50億円を投資します。</p>
<p>会費は月額9,900円です。顧客満足度は毎年調査されます。</p></html>"""

PAGES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "ja": JAPANESE}
