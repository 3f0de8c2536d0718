# ruff: noqa: E501 (a pattern is easier to compare on one line)
"""What walls look like: the words, marks and headers by which a response shows that it is not the page.

Each entry is a kind of wall, not one product's page: titles and main headings that only a wall has, sentences that a
wall says about itself, and marks in the markup. No entry decides alone; :mod:`extractors.judgement` weighs how much
of the page they are. Words are matched in lower case with straight apostrophes and single spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wall:
    """One kind of wall.

    `titles` must cover a whole part of the title, or the whole main heading; `phrases` are searched in sentences;
    `marks` are parts of the markup in lower case with double quotes, which healthy pages may have as well; `proofs` such
    that only the wall has where there is hardly any text. `limit` is the length of text (characters) beyond which a page is never taken for it.
    """

    outcome: Outcome
    name: str
    limit: int
    titles: re.Pattern[str]
    phrases: re.Pattern[str]
    marks: tuple[bytes, ...] = ()
    proofs: tuple[bytes, ...] = ()


def _any(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives))


_BOT_CHECK = Wall(
    Outcome.BOT_CHECK,
    "bot check",
    3_000,
    _any(
        [
            r"just a moment",
            r"(one|please wait a) moment,? please|please wait|one more step|please stand by",
            r"attention required!?",
            r"(security|browser|bot|human|robot|captcha)[- ](check|verification|checkpoint|challenge|test)",
            r"(vercel )?security checkpoint|validate (your )?(browser|request)",
            r"(checking|verifying) (your (browser|connection)|(that |if )?you(r| are|'re) .{0,30})( before .*)?",
            r"making sure you('re| are) not a (bot|robot)",
            r"pardon (our|the) interruption",
            r"(are you|you might be|you may be) (a |an )?(human|robot|bot)( or (a )?(human|robot|bot))?",
            r"(please )?(verify|confirm|prove) (that )?you('re| are) (a human|human|not a (ro)?bot)",
            r"human verification|captcha|verification required|challenge validation|client challenge",
            r"access (to this page )?(has been |is |was )?(denied|blocked|restricted)",
            r"(you('ve| have) been|(your )?request( was| has been)?|sorry, you have been|ip( address)?) (blocked|banned)",
            r"request (rejected|blocked|unsuccessful)|the request could not be satisfied|robot or human",
            r"error code: 10\d\d|ddos[- ](protection|guard).*|sucuri website firewall.*|unusual traffic.*|suspicious activity.*",
            r"(nur )?einen moment( bitte)?|sicherheits(überprüfung|prüfung)|zugriff verweigert",
            r"un instant|accès refusé|vérification de sécurité|un momento|acceso denegado|um momento|acesso negado",
            r"しばらくお待ちください|アクセスが拒否されました|请稍候|安全验证|访问被拒绝|잠시만 기다려 ?주세요",
        ]
    ),
    _any(
        [
            r"(checking|verifying) (if the site connection|your browser|you are human|that you are)",
            r"verify (that )?(you are|you're|you are indeed) (a |not a )?(human|robot|bot)|verifying you are human",
            r"(are|if) you('re| are)? (a )?(human|robot|bot)\b|you('re| are) not a (ro)?bot|i'm not a robot",
            r"(think|thinks|thought|believe|suspect).{0,40}\b(a|an) (ro)?bot\b|bot-like|automation tools?|browser automation",
            r"unusual (traffic|activity|behaviou?r|number of requests)|suspicious (traffic|activity|behaviou?r)",
            r"(enable|allow|turn on|activate) (java ?script|cookies) and (cookies|java ?script)\b",
            r"(complete|solve|pass) (the|this|a) (security check|captcha|challenge|puzzle|verification)",
            r"(security|bot) (check|service|verification|solution) .{0,50}(protect|malicious|attack|bot)|protect(ed|s)? .{0,40}(malicious|attacks|bots)",
            r"\bray id\b|\bincident (id|number)\b|\bsupport id\b|reference (#|id|number|code)|event id:|request id:|block id",
            r"press (&|and) hold|slide (right|to)|drag the slider|type the characters|regain access",
            r"(automated|scripted|robotic|bot) (requests?|access|queries|traffic|tools|programs?)",
            r"(you have|you've|your ip( address)?( has)?|your request (has|was)|this request (has|was)) been (blocked|flagged|denied|banned)",
            r"access (to .{0,60})?(has been|was|is) (denied|blocked)|request (was )?(blocked|rejected)|firewall",
            r"(this|the) (process|check) is automatic|redirected? (to your requested content )?(shortly|automatically|once)",
            r"disable (any|your) ad ?blocker|error code:? 10\d\d|characters you see|ddos|performance (&|and) security by|unable to access|why have i been blocked|generated by cloudfront",
            r"(may|should|will|can) (only )?take a few (more )?(seconds|moments)|before (you )?(continue|proceed|access)ing?",
            r"sicherheitsprüfung|roboter|überprüfen, (ob|dass) sie|ungewöhnliche[nr]? (datenverkehr|aktivität)",
            r"vous (êtes|n'êtes pas) (un )?(humain|robot)|trafic inhabituel|vérifi(er|ons) .{0,30}(humain|navigateur)",
            r"(eres|es usted|no eres|no soy) (un )?(humano|robot)|tráfico inusual|verifica(r|ndo) que",
            r"ロボットではない|人間であることを確認|お使いのブラウザ.{0,10}確認|人机验证|您的浏览器|로봇이 아닙니다",
        ]
    ),
    (
        b"_cf_chl",
        b"cf-chl-",
        b"cf-turnstile",
        b"challenges.cloudflare.com",
        b"challenge-platform",
        b"cf-error-details",
        b"cf-browser-verification",
        b"_incap_res",
        b"_incapsula_resource",
        b"captcha-delivery.com",
        b"datadome",
        b"px-captcha",
        b"perimeterx",
        b"_pxappid",
        b"human-challenge",
        b"hcaptcha",
        b"h-captcha",
        b"g-recaptcha",
        b"recaptcha/",
        b"geetest",
        b"arkoselabs",
        b"funcaptcha",
        b"friendlycaptcha",
        b"friendly-captcha",
        b"altcha",
        b'id="captcha',
        b'class="captcha',
        b"awswaf",
        b"gokuprops",
        b"kpsdk",
        b"sec-if-cpt",
        b"sec-cpt",
        b"errors.edgesuite.net",
        b"bm-verify",
        b"ddos-guard",
        b"sucuri_cloudproxy",
        b"wordfence",
        b"vercel/security",
        b"anubis_challenge",
        b"within.website",
        b"_abck",
        b"distil_r",
    ),
    (
        b"_cf_chl_opt",
        b"captcha-delivery.com",
        b"px-captcha",
        b"_incapsula_resource",
        b"_incap_res",
        b"gokuprops",
        b"anubis_challenge",
        b"sec-if-cpt",
        b"bm-verify",
        b"kpsdk",
    ),
)

_RATE_LIMITED = Wall(
    Outcome.RATE_LIMITED,
    "rate limit",
    1_500,
    _any(
        [
            r"(http |error )?(code )?(429|509)( error)?",
            r"(error |http )?(429[ :\-–]*)?(too many requests|rate ?limit(ed)?( exceeded| reached)?|slow down|quota exceeded)",
            r"(509 )?bandwidth limit exceeded|you('re| are) going too fast|whoa there.*|request limit (exceeded|reached)",
            r"zu viele anfragen|trop de requêtes|demasiadas (solicitudes|peticiones)|muitas solicitações|troppe richieste",
            r"リクエストが多すぎます|请求过于频繁|요청이 너무 많습니다",
        ]
    ),
    _any(
        [
            r"too many (requests|attempts|page views)|rate[- ]limit(ed|s|ing)?\b|request limit|requests per (second|minute|hour)",
            r"(sending|making|made|sent|received) (us )?(too many|so many|a lot of|an unusual number of) (\w+ )?(requests|pages)",
            r"(slow down|try again (later|in (a|an|\d+|few|some))|wait (a|\d+) (few )?(second|minute|moment|while))|quota|throttl",
            r"(bandwidth|usage|request|access) (limit|frequency) (was |has been )?(exceeded|reached)|going too fast",
            r"zu viele anfragen|trop de requêtes|demasiadas (solicitudes|peticiones)|muitas solicitações|リクエストが多|请求过于频繁",
        ]
    ),
)

_REGION_BLOCK = Wall(
    Outcome.REGION_BLOCK,
    "region block",
    2_000,
    _any(
        [
            r"(content |page |service |site |error )?(is )?(not|un|isn't) ?available( in (your|this) (country|region|location|area))?",
            r"(451[ :\-–]*)?unavailable (for|due to) legal reasons|error 451|451",
            r"(country|region|location|geo)[- ](not supported|blocked|restricted|restriction)|unsupported (country|region)|access (is )?(restricted|denied|blocked)|(app|service|product) unavailable in (your )?(region|country)|app unavailable",
            r"(choose|select|pick|confirm) (your|a) (country|region|location|language|country or region|country/region)",
            r"nicht verfügbar( in ihrem land)?|non disponible.*|no disponible.*|não disponível.*|利用できません",
        ]
    ),
    _any(
        [
            r"(not|n't|no longer|un) ?(be )?(currently )?(available|accessible|offered|provided|supported|permitted) (in|to|from|for) (\w+ ){0,4}(country|region|location|territory|jurisdiction|area|visitors|users|part of the world|european)",
            r"(your|this) (country|region|location|territory) (is|are) (not|currently not|restricted|blocked|unsupported)",
            r"(access|content|service|page|site) .{0,40}(restricted|blocked|prohibited|unavailable) .{0,30}(country|region|location|territory|jurisdiction)",
            r"(country|region|location|geographic(al)?|geo)[- ]?(block|restrict)|legal reasons|export (control|regulation|law)|sanction",
            r"(visitors|users|requests|traffic|access) from (your|this|the|certain) (country|region|location|european)|gdpr|european (union|economic area)",
            r"(choose|select|pick|confirm) (your|a) (country|region|location|language)",
            r"only available in (certain|select(ed)?|some|supported) (\w+ )?(countries|regions|locations)|expand(ing)? to (other|more|new) (countries|regions)|in (ihrem|deinem) (land|region) nicht|dans votre (pays|région)|en (su|tu) (país|región)|no seu país|nel tuo paese",
            r"(お住まいの|ご利用の|お客様の)(国|地域)|您所在的(国家|地区)|해당 (국가|지역)",
        ]
    ),
)

_LOGIN = Wall(
    Outcome.LOGIN,
    "login",
    2_500,
    _any(
        [
            r"(please )?(sign|log)[ -]?(in|on)( or (sign up|register|create an account|join))?( (to|with|into|at) .{1,40})?( to continue)?",
            r"(partner|member|customer|user|account|portal|sso|single sign[- ]on|secure|okta|salesforce)( \w+)? (sign|log)[ -]?(in|on)",
            r"(sign|log)[ -]?in (page|required|form)|login|authentication required|unauthorized",
            r"welcome( back)?!?( to .{1,30})? ?(please )?(sign|log) in|enter (your |the )?(password|email|access code)|password (required|protected)( page)?|protected page",
            r"(401[ :\-–]*)?(authorization required|unauthorized)|members? only|(subscribe|register) to (continue|read)( reading)?|restricted (area|content)",
            r"anmelde(n|ung)|einloggen|melden sie sich an|(se )?connexion|s'identifier|connectez-vous|iniciar sesión|inicia sesión|acceder|entrar|fazer login|accedi|inloggen",
            r"ログイン|サインイン|登录|登入|로그인",
        ]
    ),
    _any(
        [
            r"(please |must |need to |have to |to )?(sign|log)[ -]?(in|on)\b.{0,30}(to (continue|access|view|see|read|proceed)|your|with|account|portal|required)",
            r"^(please )?(sign|log)[ -]?(in|on)( (to|with) .{0,40})?$",
            r"forgot(ten)? (your )?(password|username|user ?name|user id)|reset (your )?password|remember me|keep me (signed|logged) in|stay signed in",
            r"(enter|type|provide) (your|the|a) (\w+ ){0,2}(password|credentials|username|email|access code|user id)|^(email|e-mail|user ?name|password|user id)( address| \*|:)?$",
            r"(don't|do not|no|need an) (have an )?account|create (an|a free|your) account|not a (member|partner) yet|new (user|here)\?",
            r"(only|exclusively) (available )?(to|for) (registered|logged|signed|authenticated|members|subscribers|existing partners|partners with)|restricted to (members|partners|registered)",
            r"(this|the) (content|page|article|area|site|resource) (is|requires) (\w+ )?(password|protected|restricted|reserved|a (login|subscription)|authentication|log|sign)",
            r"(subscribe|register|subscription) (now )?(to|is required) .{0,20}(continue|read|access|view)|single sign-on|\bsso\b|already (a|an) (\w+ )?(subscriber|member)|(full|rest of (the|this)) (story|article)|cancel any ?time|session (has )?(expired|timed out)|authorized users",
            r"passwort|kennwort|anmelden|einloggen|mot de passe|se connecter|connectez-vous|contraseña|iniciar sesión|senha|iniciar sessão|accedi|wachtwoord",
            r"パスワード|ログイン|サインイン|密码|登录|비밀번호|로그인",
        ]
    ),
    (
        b'type="password"',
        b"type=password",
        b'name="loginfmt"',
        b'name="identifier"',
        b"samlrequest",
        b'name="username"',
        b'name="login"',
        b'name="passwd"',
        b'name="post_password"',
        b'id="user_login"',
        b'action="/login',
        b'action="/signin',
        b'action="/sign-in',
        b'action="/sso',
        b'action="/auth',
        b"/oauth2/authorize",
        b"okta-signin",
        b"auth0-lock",
    ),
    (b"samlrequest", b'name="loginfmt"', b"okta-signin"),
)

_CONSENT = Wall(
    Outcome.CONSENT,
    "consent",
    6_000,
    _any(
        [
            r"before you (continue|proceed|enter|start)( to .{1,40})?|(we value|about|manage) your privacy|your privacy( choices| matters)?|we care about your privacy",
            r"(cookie|cookies|privacy|consent)( (&|and) (cookies?|privacy))?( (consent|preferences?|settings|notice|choices|wall|required))?",
            r"consent( required)?|we use cookies|this (web)?site uses cookies|(please )?accept (all )?cookies( to continue)?|(age|are you over|verify your age).{0,30}",
            r"bevor sie fortfahren|bevor sie zu .{1,30} weitergehen|cookie-einstellungen|avant d'accéder.*|avant de continuer|antes de (continuar|ir a).*|prima di continuare|antes de continuar.*|voordat je verdergaat.*",
            r"続行する前に|cookie の使用について|继续之前",
        ]
    ),
    _any(
        [
            r"\b(use[sd]?|using|store|set|accept|allow|reject|manage|refuse|about|des|utilisons|verwenden|usamos|utilizamos) (\w+ ){0,3}cookies|cookies? (policy|settings|preferences|notice|and|to|allow|help|choices)|privacy (policy|preferences|settings|choices|center)|similar (technologies|technology)|(your|give|withdraw) consent|consent (to|preferences|choices)",
            r"(accept|reject|agree to|decline|allow|deny|refuse|manage) (all|and (close|continue)|preferences|options|settings|choices|cookies)|(accept|reject|agree|decline)$|more options|customi[sz]e (choices|settings)",
            r"(we|our partners|and our \d* ?partners|vendors) .{0,60}(store|access|process|collect) .{0,60}(data|information|device)|personali[sz]e(d)? (content|ads)|legitimate interest",
            r"(measure|deliver|maintain) .{0,40}(ads|services|audience|engagement)|advertising|if you (choose|click|select) .{0,30}(accept|reject|agree)",
            r"datenschutz|einwilligung|akzeptieren|ablehnen|confidentialité|accepter|refuser|consentement|privacidad|aceptar|rechazar|consentimiento|aceitar|rejeitar|accetta|rifiuta|accepteren|weigeren",
            r"すべて同意|すべて拒否|同意する|全部接受|全部拒绝",
        ]
    ),
)

_GONE = Wall(
    Outcome.GONE,
    "retired page",
    700,
    _any(
        [
            r"(410[ :\-–]*)?(gone|page (removed|retired)|content (removed|retired|archived)|no longer available)",
            r"(this )?(page|content|article|document|site|program(me)?) (has been |was |is )?(retired|removed|discontinued|withdrawn|archived|closed)",
        ]
    ),
    _any(
        [
            r"(this|the) (page|content|article|document|topic|site|resource|guide|program(me)?|(\w+ ){1,5}program(me)?) (has been|was|is|has|is being|are)( now| permanently| officially)? (retired|removed|discontinued|withdrawn|archived|deleted|ended|closed|sunset|deprecated|unpublished)",
            r"(this|the) (page|content|article|document|topic|site|resource|guide|program(me)?|(\w+ ){1,5}program(me)?) (is|has been|are) (no longer|not) (being )?(available|maintained|offered|active|published|supported|updated|accepting)",
            r"no longer (exists|available|maintained|offered)|permanently removed",
            r"(diese|die) (seite|inhalte) (wurde|ist|sind) .{0,30}(entfernt|eingestellt|nicht mehr)|cette page (a été|n'est plus)|esta página (ha sido|fue|ya no)",
        ]
    ),
)

_SOFT_404 = Wall(
    Outcome.SOFT_404,
    "soft 404",
    20_000,
    _any(
        [
            r"(http |status |error |fehler |erreur |code )*404( error| not found)?",
            r"(404[ :\-–,.]*)?(error|fehler|erreur)?[ :\-–]*(the |this |your |requested |sorry,? |oops!?,? |whoops!?,? |uh[- ]oh!?,? |that )*(requested )?(page|content|file|document|url|resource|article|site|item|link)( you .{1,40})? ?(is |was |has |could |can )*(not|n't|cannot|couldn't|can't|isn't|wasn't|doesn't|does not|no longer|is)? ?(be )?(found|exists?|available|missing|located|moved|removed|lost)( \(?404\)?)?",
            r"(404[ :\-–]*)?not found( \(?404\)?)?|file not found|object not found|nothing (found|here|to see here)( \(?404\)?)?|missing page|broken link|page missing|page unavailable",
            r"(sorry,? |oops!?,? )?(we )?(can't|cannot|can not|couldn't|could not|can't seem to|could n't|didn't|are unable to|were unable to|were not able to) (find|locate)( \w+){1,8}( you .*)?",
            r"oops!?|whoops!?|uh[- ]oh!?|lost\??|you('re| are|'ve| seem| look) (to be |gotten )?lost|hmm+.{0,40}|this is(n't| not) the page.*|looks like .{0,40}(lost|missing|gone|moved)",
            r"seite (wurde )?(leider )?nicht gefunden|diese seite (existiert|gibt es|ist).*nicht.*|page (non trouvée|introuvable|inexistante)|(cette )?page n'existe.*|página (no encontrada|não encontrada|no existe)|pagina (non trovata|niet gevonden)|sidan (kunde inte )?hittades( inte)?|strona nie (została )?znaleziona.*|страница не найдена",
            r"(お探しの)?ページ(が|は)?見つかりません(でした)?|页面(不存在|未找到)|找不到(页面|网页|頁面)|페이지를 찾을 수 없습니다",
            r"(this )?domain( name)? (is |may be )?(for sale|parked|expired).*|.{1,60} is for sale|(site|account|website) (suspended|not published|not found|disabled)|welcome to nginx!?|apache2 .{1,20} default page.*|it works!?|index of /.*|future home of.*",
        ]
    ),
    _any(
        [
            r"(page|content|file|document|url|resource|article|address|link|site|item) .{0,60}(not found|(could|can)( ?not|n't) be (found|located|displayed)|was ?n['o]t found|does ?n['o]t exist|do(es)? not exist|no longer exists?|no longer available|is missing|is(n't| not) (here|available|there)|(may|might) (have been|be) |(has|have) (been )?(moved|removed|deleted|renamed))",
            r"(can't|cannot|can not|couldn't|could not|can't seem to|didn't|unable to|not able to) (find|locate) (the|that|this|what|a|your|any) ?(page|content|file|document|url|resource|article|you|thing)?",
            r"(\b404\b|error code:? 404|http 404)|(mistyped|typed|check|misspelled|wrong) (the )?(address|url|spelling|link)|(outdated|broken|dead|bad|old|expired) (link|bookmark)",
            r"(go|return|head|take me|get|back) (back )?(to )?(the |our )?(home ?page|home|main page|start page)|(try|use) (searching|(the |our )?(search|site ?map|navigation|menu))|search (our|the) site|popular (pages|links|topics)|(here are some|these) (helpful |useful |popular )?(links|pages)",
            r"looking for (\w+ ){0,4}(has|may|might|is|was|could|does|no|can)|you (were|are) looking for|(you('ve| have)?|seem|looks like) .{0,20}\blost\b",
            r"seite .{0,60}(nicht gefunden|existiert nicht|nicht (mehr )?(verfügbar|vorhanden|existiert))|page .{0,60}(introuvable|n'existe (pas|plus)|a été (déplacée|supprimée))|página .{0,60}(no (se )?(encuentra|existe|encontr)|não (foi )?(encontrada|existe))|pagina .{0,40}(non (esiste|trovata)|niet (gevonden|bestaat))",
            r"見つかりません|存在しません|移動または削除|不存在|找不到|已被(删除|移动)|찾을 수 없",
            r"(domain|site|account|website) .{0,40}(for sale|parked|expired|suspended|disabled|not (been )?published|default (web)? ?page)|successfully installed and working|buy this domain|domain .{0,30}parked",
        ]
    ),
)

_MAINTENANCE = Wall(
    Outcome.MAINTENANCE,
    "maintenance",
    2_000,
    _any(
        [
            r"(site |website |system |service |we are |we're |currently |temporarily |scheduled |planned |down for |closed for |under |undergoing |server )+(scheduled |planned |routine )?maintenance( mode| page| in progress| break)?",
            r"maintenance( mode| page| in progress| break)?",
            r"(we'll|we will|will|we shall|be) (be )?(right )?back( online| up)?( (again )?(soon|shortly|in a (moment|minute|few)))?!?|back soon|be right back|(temporarily|currently|briefly) (unavailable|offline|down|closed)( for .*)?",
            r"(site|website|page|system) (is )?(temporarily |currently )?(unavailable|offline|down)|scheduled (outage|downtime)|we('re| are) (making|doing|working on|upgrading|updating) .*",
            r"wartung(sarbeiten|smodus)?|(maintenance|site) en (cours|maintenance)|en mantenimiento|em manutenção|in manutenzione|onderhoud|メンテナンス中|ただいまメンテナンス中です|系统维护|점검 중",
        ]
    ),
    _any(
        [
            r"(down|closed|offline|unavailable|undergoing|under|for|performing|doing|carrying out|in|routine|scheduled|planned|essential) (\w+ ){0,3}(maintenance|upgrades?|updates|improvements)",
            r"(we'll|we will|will|should|expect to|we hope to) be (right )?(back|up|online|available|restored)|back (online |up )?(soon|shortly|in a (moment|minute|few))|be right back",
            r"(temporarily|currently|momentarily|briefly) (unavailable|offline|down|closed|out of (service|order))|(check|come|try) (us )?(back|again) (soon|shortly|later|in a)",
            r"(scheduled|planned) (outage|downtime|maintenance)|sorry for (the|any) inconvenience|apologi[sz]e for (the|any) inconvenience|thank you for your patience|(maintenance|downtime) (window|mode|break)",
            r"wartung|in kürze wieder|maintenance en cours|de retour (bientôt|dans)|en mantenimiento|volveremos|em manutenção|voltaremos|in manutenzione|torneremo|onderhoud",
            r"メンテナンス|しばらくしてから|系统维护|正在维护|점검",
        ]
    ),
)

_SERVER_ERROR = Wall(
    Outcome.SERVER_ERROR,
    "error page",
    1_000,
    _any(
        [
            r"(http |error )?(50[0234]|52\d)( error)?|(50[0-4][ :\-–]*)?(internal )?(server|application|gateway|runtime|unexpected|database|system) error.{0,40}|(50[24][ :\-–]*)?(bad gateway|gateway time-?out)",
            r"(an |sorry,? |oops!?,? )?(unexpected |unknown )?(error( has)? occurred|something went wrong|error)|error establishing a database connection|we('re| are) (sorry|having (some )?(trouble|problems|difficulties)).*",
            r"es ist ein fehler aufgetreten|une erreur (s'est produite|est survenue)|(se ha producido|ocurrió) un error|ocorreu um erro|エラーが発生しました",
        ]
    ),
    _any(
        [
            r"(an|unexpected|internal|server|application|fatal|system|unknown|database|technical|client-side) (\w+ )?(error|exception|fault|difficult)|something went wrong|error (has )?occurred|(went|gone) wrong",
            r"bad gateway|gateway time-?out|stack trace|traceback|try (again|reloading|refreshing)|refresh (the|this) page|our (team|engineers) (has|have) been notified|contact (the )?(site |system )?(administrator|webmaster)",
            r"fehler aufgetreten|erreur (s'est produite|est survenue|interne)|(producido|ocurrido) un error|ocorreu um erro|エラーが発生",
        ]
    ),
)

WALLS = (
    _BOT_CHECK,
    _RATE_LIMITED,
    _REGION_BLOCK,
    _LOGIN,
    _CONSENT,
    _SOFT_404,
    _GONE,
    _MAINTENANCE,
    _SERVER_ERROR,
)
"""Every kind of wall that words and marks can show; where two weigh the same, the earlier one is meant."""

CHALLENGE_HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cf-mitigated", re.compile("challenge|block")),
    ("x-amzn-waf-action", re.compile("challenge|captcha")),
    ("x-vercel-mitigated", re.compile("challenge|deny")),
    ("x-datadome", re.compile("protected|blocked|captcha")),
    ("x-sucuri-block", re.compile(".")),
    ("x-kpsdk-ct", re.compile(".")),
)
"""Headers (lower case) by which a protection service says that it answered in the page's place."""

LANDINGS: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.LOGIN,
        re.compile(
            r"(login|accounts|signin|auth|sso|id|idp)\.[^/]+/|\.(okta|auth0|onelogin)\.com/|/(log-?in|sign-?in|sign_in|sso|saml2?|oauth2?|authorize|authenticate|account/login)([/?.]|$)"
        ),
    ),
    (
        Outcome.SOFT_404,
        re.compile(
            r"/(404|error-?404|404-?error|not-?found|page-?not-?found|pagenotfound|notfound)(\.\w+)?([/?]|$)"
        ),
    ),
    (Outcome.CONSENT, re.compile(r"(consent|guce)\.[^/]+/|/(cookie-?)?consent([/?]|$)")),
    (
        Outcome.BOT_CHECK,
        re.compile(
            r"/(captcha|challenge|blocked|access-?denied|validate|sorry/index|cdn-cgi)([/?.]|$)|validate\.[^/]+/"
        ),
    ),
    (Outcome.MAINTENANCE, re.compile(r"/(maintenance|sorry|outage|site-?down|unavailable)(\.\w+)?([/?]|$)")),
    (Outcome.SERVER_ERROR, re.compile(r"/(error|500|server-?error|errorpage)(\.\w+)?([/?]|$)")),
    (
        Outcome.REGION_BLOCK,
        re.compile(
            r"/(geo-?block(ed)?|unsupported-?(region|country|countries)|select-?(country|region|language))([/?.]|$)"
        ),
    ),
)
"""Where a redirect that is a wall ends: host and path, in lower case."""

SHELL_ROOT = re.compile(
    rb"""<(app-root|my-app|ion-app)\b|\bng-(app|version)|data-reactroot|<[a-z]+[^>]{0,200}\bid\s*=\s*["']?(root|app|__next|___gatsby|__nuxt|svelte|q-app|react-root|ember|main-app|application|app-root|webruntime-app|mount|spa)\b""",
    re.IGNORECASE,
)
SHELL_WORDS = re.compile(
    r"(enable|requires?|needs?|without|turn on|activate|activer|aktivieren|habilita|active|support) .{0,40}java ?script|java ?script .{0,60}(enabled?|disabled|required|needed|aktivier|désactivé|necesari|activ)|javascript ?を有効|^(loading|please wait|redirecting|wird geladen|chargement|cargando|carregando|読み込み中)|(browser|browser version) (is )?(not|no longer|un) ?supported|(update|upgrade) your browser|"
    r"(you are being|will be|being) redirected|click here if you are not redirected"
)
