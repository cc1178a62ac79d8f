<#import "template.ftl" as layout>
<#-- Newer login themes bring macros for fields and buttons, which know each other by these global names; older ones only class names. -->
<#assign fields = .get_optional_template("field.ftl")>
<#assign buttonMacros = .get_optional_template("buttons.ftl")>
<#macro pinInput>
    <input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="current-password" maxlength="64" dir="ltr" autofocus
           <#if !fields.exists>class="${properties.kcInputClass!}"</#if> aria-describedby="keyhold-pin-explanation"
           aria-invalid="<#if messagesPerField.existsError('pin')>true</#if>"/>
</#macro>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('pin'); section>
    <#if section = "header">
        ${msg("keyholdPinTitle")}
    <#elseif section = "form">
        <form id="keyhold-pin" class="${properties.kcFormClass!}" onsubmit="this.login && (this.login.disabled = true); return true;" action="${url.loginAction}" method="post">
            <p id="keyhold-pin-explanation">${msg("keyholdPinExplanation")}</p>
            <#if fields.exists>
                <#global field = fields.import()>
                <@field.group name="pin" label=msg("keyholdPinLabel") error=messagesPerField.get('pin')>
                    <span class="${properties.kcInputClass!}"><@pinInput/></span>
                </@field.group>
            <#else>
                <div class="${properties.kcFormGroupClass!}">
                    <div class="${properties.kcLabelWrapperClass!}">
                        <label for="pin" class="${properties.kcLabelClass!}">${msg("keyholdPinLabel")}</label>
                    </div>
                    <div class="${properties.kcInputWrapperClass!}">
                        <@pinInput/>
                        <#if messagesPerField.existsError('pin')>
                            <span id="input-error" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('pin'))?no_esc}</span>
                        </#if>
                    </div>
                </div>
            </#if>
            <#if buttonMacros.exists>
                <#global buttons = buttonMacros.import()>
                <@buttons.actionGroup>
                    <@buttons.button id="kc-login" name="login" label="doContinue" />
                </@buttons.actionGroup>
            <#else>
                <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
                    <input class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                           name="login" id="kc-login" type="submit" value="${msg("doContinue")}"/>
                </div>
            </#if>
        </form>
    </#if>
</@layout.registrationLayout>
