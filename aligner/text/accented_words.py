"""Words and names that English and Korean news write with accents.

A character set that lacks an accented letter leaves a question mark in its
place; these are the words that can still be told then. A word that is an
English word without its last letter (touché, passé) is left out, since a
question mark behind it may be a true one.
"""

from __future__ import annotations

from aligner.text.word_lists import word_set

ACCENTED_WORDS = word_set("""
    abbé adrián agnès agustín agüero almería almodóvar amapá amélie américa anaïs andré andrés
    angélique antónio antônio aníbal appliqué apéritif aragón araújo ardèche armação arévalo
    asunción atatürk atlético avilés açai açaí años ağca babiš bahía balázs barceló barça benoît
    benítez bergström bernabéu besançon beyoncé beyoğlu björgvin björk björn blasé blücher
    bogotá bolívar bouchée brasília brontë brâncuși bräu brøndby brûlé brûlée brücke
    bundesländer báez bánh bárbara bárcenas bárány béarnaise béatrice béchamel béla bélanger
    bénédicte böhm böll bündchen bürgermeister büro băsescu błaszczykowski café cafés canapé
    canapés cancún castañeda cataluña cañizares caño ceará ceaușescu champêtre chloé chloë
    chávez château châteaux chérie cinéma citroën cliché clichéd clichés clémence clément
    clémentine colón communiqué communiqués comté comédie conceição concepción consommé
    consommés corazón corrèze cortázar cortège cortés coruña croûtons crudités crèche crèches
    crème crédit crêpe crêpes cuarón curaçao cuéllar cáceres cádiz cámara cárdenas cécile céline
    césaire césar céspedes cézanne córdoba côte côtes cúcuta damián darío davutoğlu dembélé
    demirtaş divorcée djoković domènech domínguez doppelgänger doppelgängers doña drôme dvořák
    dáil début débutante débâcle déclassé décolletage décolleté décor déjeuner déjà député
    désirée détente díaz dönitz dürer düsseldorf dąbrowski entrée entrées erdoğan erzsébet
    español espíritu estádio estée eugène façade façades fermín fernández fiancé fiancée
    fiancées fiancés finistère fjällräven flambé flâneur françois françoise frappé fräulein
    frédéric frédérique fundação fàbregas fáil féin félix fête fêtes fútbol führer führerbunker
    garcía garçon garçons gastón gaël gdańsk gemütlich gemütlichkeit geneviève germán gijón
    goiás gonzález gonçalo gonçalves gruyère größe grüne grünen grünewald guantánamo guillén
    guimarães gutiérrez guéant guérin guðmundsson györgy gábor gâteau gâteaux générale gérard
    gómez gödel gökhan göring gösta göteborg göttingen götze gül gülen güler gündoğan günter
    günther havlová hermès hernández häkkinen häkämies händel héctor hélie hélio héloïse hélène
    hôtel höchst höfn húsavík hübner hüsker iași ibrahimović ibáñez ilić ingénue inácio inés
    irène isère ivanović iván iñaki iñárritu jalapeño jalapeños jamón jaén jesús jiménez joaquín
    jokić josé joséphine jovanović jović joão joël julián juárez jägermeister jérôme jón józsef
    jönköping jörg jürgen kaczyńska kaczyński karadžić kjær kovačević kovačić kraków krüger
    kádár kärcher kärnten kästner köchel köhler köln könig köpenick kılıç kılıçdaroğlu lancôme
    laïcité lefèvre león lindström linköping liège ljungström lozère loïc lucía lumière luís
    lycée lászló lázaro länder léa léger léon léopold lévesque lévi lévy lópez löw löwenbräu
    løkke lübeck lüneburg macapá macramé magalhães malmö mandžukić maranhão marković martín
    martínez maría matinée matías maître maîtres maïté mañana mañanas małgorzata mbappé medellín
    meléndez michaël micheál michèle mikaël miklós mikołaj millán milošević ministère mitrović
    mladić modrić molière montréal motörhead moët musée muñoz máire málaga mária mário márquez
    márton mäkelä märchen mère médecins médoc mélange mélanie mélenchon mémoire ménage méndez
    ménière mérida méridien mérite métier méxico mêlée mónica mónika möbius mötley múnera müller
    münchen münster nadège naïf naïve naïvely naïveté nestlé nguyễn nicolás niemöller niña niño
    niños nouméa novák noémie noël nyström née nîmes nørgaard nørrebro núria núñez nürnberg
    obradović ocaña ondřej orbán orléans outré panamá papier-mâché paraná paraíba pelé penélope
    perišić perón petrović petőfi peña peñafiel peñarol phạm piauí piqué pièce piñata piñatas
    piñera pjanić plzeň plácido poincaré pokémon pokémons polynésie popović poznań première
    premières protégé protégée protégés précis préfecture présidente présidentielle prévert
    prévost prêt purée pádraig pál pâtisserie pâté père pères pérez périgueux pétain pétanque
    querétaro quintín quiñones québec rakitić ramírez ramón raphaël raúl recherché rené renée
    república reykjavík rhône ribéry rincón risqué rivière rodríguez rosalía räikkönen régime
    régis rémi rémoulade rémy résumé résumés réunion róisín rós rôle rôles röntgen röyksopp
    rúben rüdiger saint-étienne salomé sanlúcar sauté sautéed saône schröder schäfer schäuble
    schönberg schönbrunn sebastián sebastião selänne seán señor señora señores señorita
    sigurðardóttir sigurðsson simão simón simões sinéad siân sjöberg sjöström skarsgård
    smörgåsbord société sofía soigné soirée sommelière soufflé soufflés stanković straße
    stéphane subotić suárez szabó szczęsny szczęście szijjártó sáez sánchez sándor são särkkä
    sèvres séance séances sébastien ségolène sémillon sérgio sócrates sölden søren sørensen
    sørloth telefónica teófilo thaïs théodore théophile thérèse théâtre timișoara tiësto tomás
    touchée tromsø trémoille trần tucumán tàpies tévez tête tête-à-tête tórshavn tübingen
    türkiye unión valdés valentín valparaíso valérie valéry varèse velázquez vendée vidić
    vinícius vis-à-vis vitória voilà vučić vásquez vázquez véronique víctor vítor vögele walküre
    wałęsa weiß wojtyła wrocław wärtsilä wójcik würzburg włodzimierz yucatán yáñez yıldız yılmaz
    zaïre zoltán zoé zoë zúñiga zürich álvarez ángel ángela ángeles ávila åkesson åland ålesund
    ångström århus ærø çavuşoğlu çelik éamon échappée éclair éclairs édith éditions édouard
    église éire élan électricité élisabeth élise élite élodie élysée émigré émigrés émile émilie
    époque épée éric état étienne étoile étude études évora évry íñigo île îles ñuñoa ólafsson
    ólafur óscar óscares öcalan ömer öresund österreich östersund özdemir özgür özil öztürk
    ødegaard ørsted über übermensch ümit ünal þór čapek čech đoković đông łukasz łódź şahin
    şimşek škoda škrtel žižek
""")
